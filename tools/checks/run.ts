// `npm test`: every check in turn, then one line that counts them: `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providePackages } from './system-packages.ts';

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
const LINTED = [
  'src-main',
  'src-renderer',
  'tools',
  'electron.vite.config.ts',
  'playwright.config.ts',
  'vitest.config.ts',
];
const CHECKS: readonly Check[] = [
  { name: 'format', command: ['biome', 'ci', '.'] },
  {
    name: 'lint',
    command: ['oxlint', '--type-aware', '--tsconfig', 'src-main/tsconfig.json', ...LINTED],
  },
  { name: 'types of the main side', command: ['tsc', '-p', 'src-main'] },
  { name: 'types of the contract', command: ['tsc', '-p', 'src-main/contract'] },
  { name: 'types of the shell', command: ['tsc', '-p', 'src-main/shell'] },
  { name: 'types of the renderer', command: ['tsc', '-p', 'src-renderer'] },
  { name: 'types of the journeys', command: ['tsc', '-p', 'src-renderer/e2e'] },
  { name: 'types of the stand-in', command: ['tsc', '-p', 'tools/chromium-shell'] },
  {
    name: 'layers',
    command: ['depcruise', '--config', '.dependency-cruiser.cjs', 'src-main', 'src-renderer'],
  },
  { name: 'dead code', command: ['knip'] },
  { name: 'build', command: ['electron-vite', 'build', '--logLevel', 'warn'] },
];

let passed = 0;
let failed = 0;
const say = (line: string) => process.stdout.write(`${line}\n`);

providePackages(say);

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

/** Runs a test program with its output shown; `count` reads the report that it leaves. */
function runTests(
  name: string,
  [program, ...args]: readonly [string, ...string[]],
  more: Readonly<Record<string, string>>,
  count: (report: string) => { readonly passed: number; readonly failed: number },
): void {
  rmSync(report, { force: true });
  const ran = spawnSync(program, args, {
    cwd: root,
    env: { ...env, ...more },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  try {
    const counts = count(readFileSync(report, 'utf8'));
    passed += counts.passed;
    failed += counts.failed;
    // A file that could not even be loaded counts no test.
    if (ran.status !== 0 && counts.failed === 0) failed += 1;
  } catch {
    say(`FAILED  ${name}: no report`);
    failed += 1;
  }
  rmSync(report, { force: true });
}

runTests(
  'tests',
  ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile=${report}`],
  {},
  (text) => {
    const counts = JSON.parse(text) as { numPassedTests: number; numFailedTests: number };
    return { passed: counts.numPassedTests, failed: counts.numFailedTests };
  },
);
runTests(
  'journeys',
  ['playwright', 'test', '--reporter=list,json'],
  { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  (text) => {
    const { stats } = JSON.parse(text) as { stats: { expected: number; unexpected: number; flaky: number } };
    // One that passes only at its second try has failed.
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
  },
);
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
