// `npm test`: every check in turn, then one line that counts them: `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const report = join(tmpdir(), `liandang-tests-${process.pid}.json`);
const env = {
  ...process.env,
  PATH: `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env['PATH'] ?? ''}`,
};

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}
const CHECKS: readonly Check[] = [
  { name: 'format', command: ['biome', 'ci', '.'] },
  {
    name: 'lint',
    command: ['oxlint', '--type-aware', '--tsconfig', 'src-main/tsconfig.json', 'src-main', 'tools'],
  },
  { name: 'types of the main side', command: ['tsc', '-p', 'src-main'] },
  { name: 'types of the contract', command: ['tsc', '-p', 'src-main/contract'] },
  { name: 'types of the shell', command: ['tsc', '-p', 'src-main/shell'] },
  { name: 'types of the renderer', command: ['tsc', '-p', 'src-renderer'] },
  { name: 'types of the stand-in', command: ['tsc', '-p', 'tools/chromium-shell'] },
  {
    name: 'layers',
    command: ['depcruise', '--config', '.dependency-cruiser.cjs', 'src-main', 'src-renderer'],
  },
];

let passed = 0;
let failed = 0;
const say = (line: string) => process.stdout.write(`${line}\n`);

for (const check of CHECKS) {
  const [program, ...args] = check.command;
  const ran = spawnSync(program, args, {
    cwd: root,
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (ran.status === 0) {
    passed += 1;
    say(`ok      ${check.name}`);
  } else {
    failed += 1;
    say(`FAILED  ${check.name}\n${ran.stdout}${ran.stderr}${ran.error?.message ?? ''}`);
  }
}

const tests = spawnSync(
  'vitest',
  ['run', '--reporter=default', '--reporter=json', `--outputFile=${report}`],
  {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  },
);
try {
  const counts = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
  };
  passed += counts.numPassedTests;
  failed += counts.numFailedTests;
  // A file that could not even be loaded counts no test.
  if (tests.status !== 0 && counts.numFailedTests === 0) failed += 1;
} catch {
  say('FAILED  the tests left no report');
  failed += 1;
}
rmSync(report, { force: true });
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
