// `npm run stress:kill [-- <rounds> <seed>]`: kills a working process at random moments and looks at what is left.
import { rmSync } from 'node:fs';
import { seeded } from './random.ts';
import { makeTemplates, round, WORKS } from './rounds.ts';

const rounds = Number(process.argv[2] ?? 120);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000_000);
const say = (line: string) => process.stdout.write(`${line}\n`);

say(`${rounds} rounds, seed ${seed}`);
const random = seeded(seed);
const templates = await makeTemplates();
let failed = 0;
try {
  for (let index = 0; index < rounds; index++) {
    const work = WORKS[index % WORKS.length] ?? 'import';
    const outcome = await round(templates, work, random());
    const verdict = outcome.faults.length === 0 ? 'ok' : `FAULT ${outcome.faults.join('; ')}`;
    if (outcome.faults.length > 0) failed += 1;
    say(
      `${String(index + 1).padStart(4)} ${work.padEnd(6)} ${outcome.killedAfterMs} ms «${outcome.lastWord}» ${verdict}`,
    );
  }
} finally {
  rmSync(templates.folder, { recursive: true, force: true });
}
say(`${rounds - failed} of ${rounds} rounds left nothing half done`);
process.exitCode = failed === 0 ? 0 : 1;
