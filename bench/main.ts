// `npm run bench`: every subject in a process of its own, so that its memory is its own; `npm run bench -- import list`
// runs those alone. Figures are ratios to a baseline measured in the same run; README.md says what each line means.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { say } from './measure.ts';

const SUBJECTS = [
  'import',
  'bundle',
  'verify',
  'list',
  'open',
  'start',
  'ocr',
  'desk',
  'page-work',
  'search',
  'duty',
  'report',
  'renumber',
  'balance',
];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !SUBJECTS.includes(name));
if (unknown.length > 0) {
  say(`no such subject: ${unknown.join(', ')}; there are ${SUBJECTS.join(', ')}`);
  process.exit(2);
}
let failed = 0;
for (const name of asked.length > 0 ? asked : SUBJECTS) {
  say(`── ${name} ──`);
  const { status, signal } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`)], {
    stdio: 'inherit',
  });
  if (status !== 0) {
    failed += 1;
    say(`${name}: FAILED (${signal ?? `exit ${status}`})`);
  }
}
process.exitCode = failed === 0 ? 0 : 1;
