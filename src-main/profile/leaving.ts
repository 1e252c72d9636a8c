/** 画像离库: as a document or on paper, through the gate and into the register. */
import { createHash } from 'node:crypto';
import type { Output, Parsed } from '#contract/index.ts';
import { profileDocx } from '#main/documents/index.ts';
import {
  type Departure,
  type Described,
  enterPrint,
  leave,
  leavingOf,
  refuseUnlessAllowed,
} from '#main/output/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, setting, snapshot, type WriteDb } from '#main/storage/index.ts';
import { type Built, buildProfile } from './build.ts';

const KIND = '干部廉政画像';
/** One sheet, two sides. */
const PAGES = 2;

const built = (db: ReadDb, fileId: number, caller: Pick<Caller, 'clearanceRank'>, scope: Scope): Built =>
  buildProfile(db, { fileId, clearanceRank: caller.clearanceRank }, scope);

function described({ profile, secrecy, secrecyYears }: Built): Described {
  // The note bears the day; what was approved is what stands below it.
  const { note: _note, ...content } = profile;
  return {
    title: `${profile.name} ${KIND}`,
    secrecy,
    secrecyYears,
    pages: PAGES,
    basis: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
  };
}
/** What a request for its output is about. */
export function describeProfile(db: ReadDb, fileId: number, caller: Caller, scope: Scope): Described {
  return described(built(db, fileId, caller, scope));
}

function departureOf(one: Built, fileId: number, leaving: ReturnType<typeof leavingOf>): Departure {
  const { basis, ...about } = described(one);
  return {
    ...about,
    kind: KIND,
    subject: `file:${fileId}`,
    ...leaving,
    asked: { subject: { what: 'profile', id: fileId }, basis },
  };
}

export async function exportProfile(
  scope: ActScope,
  input: Parsed<'profile.export'>,
): Promise<Output<'profile.export'>> {
  const one = snapshot(scope.db, (read) => built(read, input.fileId, scope.caller, scope));
  const departure = departureOf(one, input.fileId, leavingOf(input.leaving, '查阅参考'));
  // Before the paper is made: a refusal costs nothing.
  refuseUnlessAllowed(scope.db, scope, departure);
  const bytes = await profileDocx(one.profile, setting(scope.db, 'fondsName'));
  return leave(scope, departure, scope.path(input.target), bytes);
}

/** Enters in the register what the window is about to print. */
export function printProfile(
  db: WriteDb,
  input: Parsed<'profile.print'>,
  caller: Caller,
  scope: Scope,
): Output<'profile.print'> {
  const one = built(db, input.fileId, caller, scope);
  const departure = departureOf(one, input.fileId, leavingOf(undefined, '打印画像'));
  const { number, watermark } = enterPrint(db, caller, scope, departure, JSON.stringify(one.profile));
  scope.note.subject = `file:${input.fileId}`;
  scope.note.detail = { register: number };
  return { number, watermark };
}
