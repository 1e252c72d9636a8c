import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SAMPLE, TestArchive } from '#main/testing/archive.ts';
import { ownPeak, peaksAnew, type Run } from './measure.ts';

/** The job thread as the window starts it; `npm run bench` builds it first. */
const WORKER = join(ROOT, 'out', 'main', 'worker.js');

/** A new archive under `root` with the people of the sample's roster; the clerk is signed in. */
export async function officeWithRoster(root: string): Promise<TestArchive> {
  const office = await TestArchive.create('J019', '样例县纪委', {
    folder: mkdtempSync(join(root, 'archive-')),
    worker: WORKER,
  });
  await office.as('clerk');
  const source = office.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await office.must('people.readRoster', { source });
  await office.must('people.importRoster', { source, match });
  return office;
}

/** An import as the window sees it: until every page is durable and told as taken, and until every pixel was checked. */
export interface ImportRun {
  readonly taken: Run;
  readonly whole: Run;
}

/** Imports a folder through the job that the window starts. @throws Error unless every one of `files` became a page */
export async function importInto(office: TestArchive, folder: string, files: number): Promise<ImportRun> {
  const { application } = office;
  const source = application.grantPath(folder);
  let taken: Run | undefined;
  peaksAnew();
  const start = performance.now();
  const here = (): Run => ({ seconds: (performance.now() - start) / 1000, peak: ownPeak() });
  const { jobId } = await office.must('intake.importScans', { source });
  const look = async (): Promise<void> => {
    const { message } = await office.must('jobs.get', { id: jobId });
    if (/^(全部存入|已检查)/.test(message)) taken ??= here();
  };
  const off = application.onEvent((event) => {
    if (event.kind === 'job' && event.jobId === jobId && !taken) void look();
  });
  const job = await office.job({ jobId });
  off();
  const whole = here();
  if (job.state !== 'done' || job.result['新增页'] !== files || !taken)
    throw new Error(`import of ${files} files: ${job.state} ${job.message} ${JSON.stringify(job.result)}`);
  return { taken, whole };
}
