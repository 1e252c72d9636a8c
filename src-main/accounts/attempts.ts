import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type ArchiveFolder, writeDurably } from '#main/storage/index.ts';

/** Five failures in a row lock an account (domain 3.2); a stricter policy lowers it, nothing raises it. */
export const MOST_FAILURES = 5;
/** Times kept of one slot until they stand in the audit chain. */
const MOST_TIMES = 100;
/** Names that nobody has are counted like accounts, so that no answer tells them apart; this many are kept. */
const MOST_UNKNOWN = 50;
/** Begins the id under which a name that nobody has is counted; no slot's id does. */
const UNKNOWN = 'unknown-';

const Slot = z.strictObject({
  failures: z.number().int(),
  times: z.array(z.string()),
  /** Last failure, and when an officer unlocked the account or its holder signed in. ISO 8601, or empty. */
  lastAt: z.string(),
  clearedAt: z.string(),
});
const Attempts = z.strictObject({ limit: z.number().int(), slots: z.record(z.string(), Slot) });
type Slot = z.infer<typeof Slot>;
type Attempts = z.infer<typeof Attempts>;

const NO_SLOT: Slot = { failures: 0, times: [], lastAt: '', clearedAt: '' };

/**
 * Failed sign-ins happen before the database can be opened, so they are counted in `attempts.json` by slot id (no names)
 * and moved into the database and its audit chain at the next successful sign-in of anybody. A damaged file counts as
 * empty here: what this machine remembers (`folder.attemptMemory`) stands beside it, so that neither deleting it nor putting an older
 * copy of the archive in its place takes a lock off.
 */
const pathOf = (folder: ArchiveFolder) => join(folder.root, 'attempts.json');

function readAt(path: string): Attempts {
  const nothing: Attempts = { limit: MOST_FAILURES, slots: {} };
  if (!existsSync(path)) return nothing;
  try {
    return Attempts.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return nothing;
  }
}
const read = (folder: ArchiveFolder) => readAt(pathOf(folder));
const remembers = (folder: ArchiveFolder) => readAt(folder.attemptMemory ?? '');
const save = (folder: ArchiveFolder, attempts: Attempts) =>
  writeDurably(pathOf(folder), JSON.stringify(attempts));

export function unknownLogin(tag: string): string {
  return `${UNKNOWN}${tag}`;
}
export function isUnknownLogin(slot: string): boolean {
  return slot.startsWith(UNKNOWN);
}

function dropOldestUnknown(slots: Attempts['slots']): void {
  const unknown = Object.entries(slots).filter(([slot]) => isUnknownLogin(slot));
  unknown.sort(([, a], [, b]) => b.lastAt.localeCompare(a.lastAt));
  for (const [slot] of unknown.slice(MOST_UNKNOWN)) delete slots[slot];
}

export function failureLimit(folder: ArchiveFolder): number {
  return Math.max(1, Math.min(MOST_FAILURES, read(folder).limit));
}
export function setFailureLimit(folder: ArchiveFolder, limit: number): void {
  const attempts = read(folder);
  if (attempts.limit !== limit) save(folder, { ...attempts, limit });
}

/** Failures in a row, by the archive's own count or the machine's memory, whichever is higher. */
function failuresInRow(folder: ArchiveFolder, slot: string): number {
  const here = read(folder).slots[slot] ?? NO_SLOT;
  const remembered = remembers(folder).slots[slot] ?? NO_SLOT;
  return Math.max(here.failures, remembered.lastAt > here.clearedAt ? remembered.failures : 0);
}

/** @returns failures in a row, with this one */
export function countFailure(folder: ArchiveFolder, slot: string, at: string): number {
  const failures = failuresInRow(folder, slot) + 1;
  const attempts = read(folder);
  const one = attempts.slots[slot] ?? NO_SLOT;
  const times = [...one.times, at].slice(-MOST_TIMES);
  attempts.slots[slot] = { ...one, failures, times, lastAt: at };
  dropOldestUnknown(attempts.slots);
  save(folder, attempts);
  if (folder.attemptMemory === undefined) return failures;
  const remembered = remembers(folder);
  remembered.slots[slot] = { ...NO_SLOT, failures, lastAt: at };
  dropOldestUnknown(remembered.slots);
  writeDurably(folder.attemptMemory, JSON.stringify(remembered));
  return failures;
}

export function isLocked(folder: ArchiveFolder, slot: string): boolean {
  return failuresInRow(folder, slot) >= failureLimit(folder);
}

export function failuresOf(folder: ArchiveFolder): ReadonlyMap<string, Slot> {
  return new Map(Object.entries(read(folder).slots));
}

/** An officer unlocked the account, or its holder signed in. */
export function clearAttempts(folder: ArchiveFolder, slot: string, at: string): void {
  const attempts = read(folder);
  attempts.slots[slot] = { ...NO_SLOT, clearedAt: at };
  save(folder, attempts);
}

/** Forgets the times that were moved into the audit chain; the counts stay until unlocked or signed in. */
export function settleTimes(folder: ArchiveFolder): void {
  const attempts = read(folder);
  if (Object.values(attempts.slots).every((one) => one.times.length === 0)) return;
  for (const one of Object.values(attempts.slots)) one.times = [];
  save(folder, attempts);
}
