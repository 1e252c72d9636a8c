import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { secrecyRank } from '#contract/vocabulary.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { insertScheme, newestScheme } from './queries.ts';
import { type ClassScheme, checkScheme, type SchemeClass } from './scheme.ts';

export interface SchemeVersion extends ClassScheme {
  readonly version: number;
}

// The newest scheme is asked for at every listed row; it changes perhaps once a year.
const known = new WeakMap<object, SchemeVersion>();

/** The scheme in force. */
export function currentScheme(db: ReadDb): SchemeVersion {
  const newest = newestScheme(db);
  const cached = known.get(db);
  if (cached?.version === newest.version) return cached;
  const scheme = { version: newest.version, ...(JSON.parse(newest.read()) as ClassScheme) };
  known.set(db, scheme);
  return scheme;
}

export function classNames(db: ReadDb): ReadonlyMap<string, string> {
  return new Map(currentScheme(db).classes.map((one) => [one.code, one.name]));
}

/** Sub-classes whose material is by default above a rank. */
export function classesAbove(db: ReadDb, rank: number): string[] {
  return currentScheme(db)
    .classes.filter((one) => one.secrecy !== null && secrecyRank(one.secrecy) > rank)
    .map((one) => one.code);
}

/** @throws Refusal `validation-failed` when the scheme has no such sub-class */
export function theClass(db: ReadDb, code: string): SchemeClass {
  const found = currentScheme(db).classes.find((one) => one.code === code && one.parent !== null);
  if (!found)
    throw new Refusal('validation-failed', `分类方案中没有类号 ${code}。`, [
      { path: 'classCode', message: '类号不在分类方案中' },
    ]);
  return found;
}

export function viewScheme(db: ReadDb): Output<'catalogue.scheme'> {
  return currentScheme(db);
}

/** Saves an edited scheme as a new version; items keep the version they were catalogued under. */
export function saveScheme(
  db: WriteDb,
  input: Parsed<'catalogue.saveScheme'>,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.saveScheme'> {
  const before = currentScheme(db);
  if (before.version !== input.fromVersion) {
    throw new Refusal('conflict', '分类方案刚被别人改过，您的修改未保存。请刷新后重新修改。');
  }
  const scheme = checkScheme({ name: before.name, basis: before.basis, classes: input.classes });
  const version = before.version + 1;
  insertScheme(db, {
    version,
    name: scheme.name,
    body: JSON.stringify(scheme),
    reason: input.reason,
    at: scope.now().toISOString(),
    by: caller.name,
  });
  scope.note.subject = `class-scheme:${version}`;
  const codes = new Set(before.classes.map((one) => JSON.stringify(one)));
  scope.note.detail = {
    reason: input.reason,
    changed: scheme.classes.filter((one) => !codes.has(JSON.stringify(one))),
  };
  return { version };
}

export function installScheme(db: WriteDb, scheme: ClassScheme, at: string, by: string): void {
  insertScheme(db, {
    version: 1,
    name: scheme.name,
    body: JSON.stringify(scheme),
    reason: '默认方案',
    at,
    by,
  });
}
