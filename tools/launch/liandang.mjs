#!/usr/bin/env node
// `npx liandang …`: the command line of the program, run by Node 24 whatever Node the machine has.
import { join } from 'node:path';
import { findNode24, root } from './node24.mjs';
import { passThrough } from './pass-through.mjs';

const node = findNode24();
if (node === undefined) {
  process.stderr.write(
    `需要 Node 24：请在 ${root} 运行 npm ci（会装上所需的 Node），或改用 Node 24 以上运行。当前为 ${process.version}。\n` +
      `Node 24 is needed: run npm ci in ${root}, or run this with Node 24 or later. This is ${process.version}.\n`,
  );
  process.exit(1);
}
passThrough(node, [join(root, 'src-main', 'cli', 'main.ts'), ...process.argv.slice(2)]);
