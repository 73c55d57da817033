#!/usr/bin/env node
// What an older Node can still read: the sources it cannot.
if (Number(process.versions.node.split('.')[0]) >= 26) await import('./chaguan.ts');
else {
  console.error(
    'Chaguan needs Node 26; "npx chaguan" and "npm start" bring it. 茶馆需要 Node 26，用 npx chaguan 或 npm start 启动。',
  );
  process.exitCode = 1;
}
