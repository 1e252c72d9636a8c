// Scan import, through the application and its worker thread, against copying the same files.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder, command, inTurn, report, say } from './measure.ts';
import { importInto, officeWithRoster } from './office.ts';
import { bytesOf, filesOf, laidOut, MASTER, OFFICE } from './scans.ts';

const ROUNDS = 3;
const root = benchFolder();
const copy = join(root, 'copied');
const COPIED = `cp -r "$SCANS" ${copy} && find ${copy} -type f -print0 | xargs -0 sha256sum && sync`;

for (const set of [OFFICE, MASTER]) {
  const folder = await laidOut(root, set);
  const bytes = bytesOf(filesOf(folder));
  const wholes: Awaited<ReturnType<typeof importInto>>['whole'][] = [];
  const runs = await inTurn(
    ROUNDS,
    async () => {
      const office = await officeWithRoster(root);
      try {
        await command('sync', root);
        const { taken, whole } = await importInto(office, folder, set.files);
        wholes.push(whole);
        return taken;
      } finally {
        await office.discard();
      }
    },
    async () => {
      await command('sync', root);
      const run = await command(COPIED.replace('$SCANS', folder), root);
      rmSync(copy, { recursive: true });
      return run;
    },
  );
  const baseline = 'cp + sha256sum + sync of the same files';
  const subject = `scan import, ${set.files.toLocaleString('en')} JPEGs of ${set.label}`;
  report({
    subject: `${subject}: until every page is durable and told`,
    ...runs,
    baseline,
    atMost: 1,
    bytes,
  });
  report({
    subject: `${subject}: until every pixel was decoded and judged`,
    ...runs,
    ours: wholes,
    baseline,
    bytes,
  });
}
say('');
