/** A message of the exam: in which run who said it, and the how many-th of his it is, from 0. */
export interface Message {
  readonly run: number;
  readonly guest: number;
  readonly number: number;
}

const MESSAGE = /~(\d+)\.(\d+)\.(\d+)~/;

export function textOf({ run, guest, number }: Message): string {
  return `~${run}.${guest}.${number}~`;
}

/** The message in a line, or null. */
export function messageIn(line: string): Message | null {
  const [text, run, guest, number] = MESSAGE.exec(line) ?? [];
  return text === undefined ? null : { run: Number(run), guest: Number(guest), number: Number(number) };
}
