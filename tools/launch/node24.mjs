// Finds Node 24, the major that Electron embeds and the database addon needs, whatever runs this file.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const MAJOR = 24;

/** Path of the executable from npm's node-<platform>-<arch>, else this very Node when it is new enough; or undefined. */
export function findNode24() {
  const isWindows = process.platform === 'win32';
  const name = `node-${isWindows ? 'win' : process.platform}-${process.arch}`;
  try {
    const manifest = createRequire(join(root, 'package.json')).resolve(`${name}/package.json`);
    const executable = join(dirname(manifest), 'bin', isWindows ? 'node.exe' : 'node');
    if (existsSync(executable)) return executable;
  } catch (error) {
    if (error?.code !== 'MODULE_NOT_FOUND') throw error;
  }
  return Number(process.versions.node.split('.')[0]) >= MAJOR ? process.execPath : undefined;
}
