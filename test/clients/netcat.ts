// nc, as people use it.
import { type Program, start } from '../program.ts';

/** Somebody with nc who has given a name, with everything about arriving read. */
export async function netcat(port: number, name: string): Promise<Program> {
  const nc = start('nc', '127.0.0.1', String(port));
  await nc.printed.until(/(?:What is your name|怎么称呼你).*\n/);
  nc.type(name);
  await nc.printed.until(/^-- .*#lobby.*\n/m);
  return nc;
}
