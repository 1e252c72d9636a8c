// A process that works on an archive until somebody kills it. Says on standard output what it has been told is done.
//   node victim.ts import|number|seal <folder> <archive name> <scans or target folder>
import { readdirSync } from 'node:fs';
import { TestArchive } from '#main/testing/archive.ts';

const [, , what, folder = '', name = '', place = ''] = process.argv;
const say = (line: string) => process.stdout.write(`${line}\n`);
const archive = await TestArchive.open(folder, name);

if (what === 'import') {
  await archive.as('clerk');
  say('ready');
  const { jobId } = await archive.must('intake.importScans', {
    source: archive.application.grantPath(place),
  });
  for (;;) {
    const job = await archive.must('jobs.get', { id: jobId });
    // What the window would show the clerk as taken.
    say(`taken ${job.done}`);
    if (job.state !== 'running') break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
} else if (what === 'number') {
  await archive.as('clerk');
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  const { rows } = await archive.must('people.rows', { ids });
  say('ready');
  for (const { fileId } of rows) {
    const { items } = await archive.must('numbering.preview', { fileId });
    if (items.some((item) => item.state === 'draft')) await archive.fixNumbers(fileId);
    say(`fixed ${fileId}`);
  }
} else if (what === 'seal') {
  await archive.as('approver');
  const [partner] = (await archive.must('transfer.partners', {})).partners;
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  const { rows } = await archive.must('people.rows', { ids });
  say('ready');
  for (const { fileId } of rows.filter((row) => row.fileState === 'open' && row.items > 0)) {
    const target = archive.application.grantPath(place);
    const order = { fileId, partnerId: partner?.id ?? 0, reason: '调任', target };
    await archive.job(await archive.must('transfer.seal', order));
    say(`sealed ${readdirSync(place).filter((file) => file.endsWith('.tar.age')).length}`);
  }
}
say('finished');
await archive.application.close();
