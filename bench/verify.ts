// Verification of the vault, through the job that the window starts, against sha256sum over the same bytes in plain.
import { benchFolder, command, inTurn, report, timed } from './measure.ts';
import { importInto, officeWithRoster } from './office.ts';
import { bytesOf, filesOf, laidOut, OFFICE } from './scans.ts';

const ROUNDS = 3;
const root = benchFolder();
const folder = await laidOut(root, OFFICE);
const bytes = bytesOf(filesOf(folder));
const office = await officeWithRoster(root);
try {
  await importInto(office, folder, OFFICE.files);
  const runs = await inTurn(
    ROUNDS,
    () =>
      timed(async () => {
        const job = await office.job(await office.must('backup.verify', {}));
        if (job.result['结论'] !== '未发现问题') throw new Error(JSON.stringify(job));
      }),
    () => command(`find '${folder}' -type f -print0 | xargs -0 sha256sum`, root),
  );
  const subject = `verify everything: chain, database, numbers, and ${OFFICE.files} blobs decrypted and hashed`;
  report({ subject, ...runs, baseline: 'sha256sum of the same scans in plain', atMost: 1, bytes });
} finally {
  await office.discard();
}
