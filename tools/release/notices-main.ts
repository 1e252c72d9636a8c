/** `npm run notices`: writes THIRD-PARTY-NOTICES.txt, or says what may not be shipped. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeNotices } from './notices.ts';
import { refusingPlainly } from './refusal.ts';

const ROOT = join(import.meta.dirname, '..', '..');

await refusingPlainly(async () => {
  const path = join(ROOT, 'THIRD-PARTY-NOTICES.txt');
  writeFileSync(path, await makeNotices(ROOT));
  process.stdout.write(`${path}\n`);
});
