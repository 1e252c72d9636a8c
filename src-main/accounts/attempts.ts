import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type ArchiveFolder, writeDurably } from '#main/storage/index.ts';
import { FAILURES_TO_LOCK } from './rules.ts';

const Attempts = z.record(
  z.string(),
  z.strictObject({ failures: z.number().int(), times: z.array(z.string()) }),
);
type Attempts = z.infer<typeof Attempts>;

/**
 * Failed sign-ins happen before the database can be opened, so they are counted in `attempts.json` by slot id (no names)
 * and moved into the database and its audit chain at the next successful sign-in of anybody.
 */
const pathOf = (folder: ArchiveFolder) => join(folder.root, 'attempts.json');

function read(folder: ArchiveFolder): Attempts {
  const path = pathOf(folder);
  if (!existsSync(path)) return {};
  const parsed = Attempts.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return parsed.success ? parsed.data : {};
}

export function countFailure(folder: ArchiveFolder, slot: string, at: string): number {
  const attempts = read(folder);
  const one = attempts[slot] ?? { failures: 0, times: [] };
  const failures = one.failures + 1;
  attempts[slot] = { failures, times: [...one.times, at].slice(-100) };
  writeDurably(pathOf(folder), JSON.stringify(attempts));
  return failures;
}

export function isLocked(folder: ArchiveFolder, slot: string): boolean {
  return (read(folder)[slot]?.failures ?? 0) >= FAILURES_TO_LOCK;
}

export function failuresOf(
  folder: ArchiveFolder,
): ReadonlyMap<string, { failures: number; times: readonly string[] }> {
  return new Map(Object.entries(read(folder)));
}

/** After they stand in the database: keeps only the counts that lock. */
export function clearAttempts(folder: ArchiveFolder, slot: string): void {
  const attempts = read(folder);
  delete attempts[slot];
  writeDurably(pathOf(folder), JSON.stringify(attempts));
}

/** Forgets the times that were moved into the audit chain; the counts stay until unlocked or signed in. */
export function settleTimes(folder: ArchiveFolder): void {
  const attempts = read(folder);
  for (const one of Object.values(attempts)) one.times = [];
  writeDurably(pathOf(folder), JSON.stringify(attempts));
}
