/**
 * `npm run test:dist`: a release without Electron's binary, for both systems (which needs the registry for the other one's
 * packages), and the main job walked in the window out of the packed files.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { electronPackage } from './electron-runtime.ts';
import { makeStubElectron } from './stub-electron.ts';
import { USUAL } from './target.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const home = mkdtempSync(join(tmpdir(), 'liandang-rehearsal-'));

/** @throws Error that names the step */
function run(what: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const ran = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (ran.status !== 0) throw new Error(`${what} failed with ${ran.status ?? ran.signal}`);
}

try {
  const packages = join(home, 'packages');
  for (const target of USUAL) {
    const stub = join(home, `electron-${target}`);
    await makeStubElectron(stub, target, electronPackage(ROOT).version);
    run(target, [join(import.meta.dirname, 'main.ts'), target, '--electron', stub, '--out', packages]);
  }
  run('the medium', [join(import.meta.dirname, 'medium', 'main.ts'), '--packages', packages, '--out', home]);
  const tree = join(home, 'tree');
  extractAll(join(packages, `linux-${process.arch}`, 'resources', 'app.asar'), tree);
  const journeys = [join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', 'main-job'];
  run('the main job', journeys, { LIANDANG_APPLICATION: tree });
  process.stdout.write('The rehearsal went through.\n');
} finally {
  rmSync(home, { recursive: true, force: true });
}
