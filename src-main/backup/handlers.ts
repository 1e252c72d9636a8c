import type { Output, Parsed } from '#contract/index.ts';
import type { ActScope, Caller } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { backupPlaceFor } from './place.ts';
import { backupRuns } from './queries.ts';

/** Starts the job `backup`; a place that can't serve is refused at once. */
export async function runBackup(scope: ActScope, input: Parsed<'backup.run'>): Promise<Output<'backup.run'>> {
  const target = scope.path(input.target);
  const place = backupPlaceFor(scope.folder, scope.archiveId, target);
  scope.note.subject = `backup:${place.root}`;
  return { jobId: scope.startJob('backup', `备份到 ${place.root}`, { target }) };
}

export function backupHistory(
  db: ReadDb,
  _input: Parsed<'backup.history'>,
  _caller: Caller,
): Output<'backup.history'> {
  return { backups: backupRuns(db).map((one) => ({ ...one, verified: one.verified === 1 })) };
}

/** Starts the job `verify`. */
export async function verifyArchive(
  scope: ActScope,
  _input: Parsed<'backup.verify'>,
): Promise<Output<'backup.verify'>> {
  scope.note.subject = 'archive';
  return { jobId: scope.startJob('verify', '核验全库', {}) };
}
