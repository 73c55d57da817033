import { enableCompileCache } from 'node:module';

// The second start takes half as long.
enableCompileCache();

const [command, ...args] = process.argv.slice(2);
switch (command) {
  case 'connect': {
    const { connect } = await import('../src/client/connect.ts');
    process.exitCode = await connect(args);
    break;
  }
  case 'discover': {
    const { discover } = await import('../src/lan/discover.ts');
    process.exitCode = await discover(args);
    break;
  }
  case 'export': {
    const { exportHistory } = await import('../src/transfer/export.ts');
    process.exitCode = await exportHistory(args);
    break;
  }
  case 'import': {
    const { importHistory } = await import('../src/transfer/import.ts');
    process.exitCode = await importHistory(args);
    break;
  }
  case 'serve': {
    const { serve } = await import('../src/serve.ts');
    process.exitCode = await serve(args);
    break;
  }
  default: {
    const { usage } = await import('../src/usage.ts');
    process.exitCode = usage(command);
  }
}
