import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import type { Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { SECRECY_WORDS, type SecrecyLevel, secrecyRank } from '#contract/vocabulary.ts';
import type { ActScope, AuditNote, Caller } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { type WrittenFile, writeOut } from './files.ts';
import { describeMedium } from './medium.ts';
import { outputPolicy } from './policy.ts';
import { approvalsFor, insertEntry, type RequestRecord, settleRequest } from './queries.ts';

/** What can be asked for in a request: one of the program's own exports, of one subject. */
export type OutputSubject = Parsed<'output.request'>['subject'];

/** What something is that would leave: enough to judge it by, and to say later whether it is still the same. */
export interface Described {
  readonly title: string;
  readonly secrecy: SecrecyLevel;
  readonly secrecyYears: number;
  readonly pages: number;
  /** Digest of its content: an approval holds for this content and no other. */
  readonly basis: string;
}

/** Something about to leave the archive. */
export interface Departure extends Omit<Described, 'basis'> {
  /** What the register calls it: 卷内目录, 转递包, … */
  readonly kind: string;
  /** As in the audit: `file:12`. */
  readonly subject: string;
  readonly purpose: string;
  readonly destination?: string;
  readonly copies?: number;
  /** By which request it may leave where its level asks for an approval, and what the request must have been about. */
  readonly asked?: { readonly subject: OutputSubject; readonly basis: string };
  /** Another procedure with its own sign-off that covers it: number of a 查阅单, of a transfer slip, … */
  readonly coveredBy?: string;
}

/** What the gate needs of a scope; those of routes and of jobs both have it. */
export interface Gatekeeper {
  readonly resources: string;
  readonly now: () => Date;
  readonly caller: Caller;
}

type Passed = { readonly approval: string; readonly request?: RequestRecord };

/**
 * Whether something may leave now. @throws Refusal `state-refused` naming the rule and what to do; `forbidden` above the
 * caller's clearance
 */
export function refuseUnlessAllowed(db: ReadDb, keeper: Gatekeeper, departure: Departure): Passed {
  if (secrecyRank(departure.secrecy) > keeper.caller.clearanceRank)
    throw new Refusal('forbidden', '其中有超出您知悉范围的内容，须由有相应权限的人办理。');
  const rule = outputPolicy(db, keeper.resources).rules[departure.secrecy];
  const level = SECRECY_WORDS[departure.secrecy];
  if (rule === 'forbidden') {
    throw new Refusal(
      'state-refused',
      `「${departure.kind}」含${level}内容，输出策略禁止输出。确需输出的，由安全保密管理员调整策略后再办审批。`,
    );
  }
  if (departure.coveredBy !== undefined) return { approval: departure.coveredBy };
  if (rule === 'logged') return { approval: '' };
  const request = departure.asked && approvedRequest(db, keeper, departure, departure.asked);
  if (request) return { approval: request.number, request };
  throw new Refusal(
    'state-refused',
    departure.asked
      ? `「${departure.kind}」为${level}，输出须先经审批。请在「输出审批」中申请，批准后由您本人输出。`
      : `「${departure.kind}」为${level}，输出须经审批，而它没有可用的审批程序，不能输出。`,
  );
}

/** The caller's own approved request, if what was approved is still what would leave. */
function approvedRequest(
  db: ReadDb,
  keeper: Gatekeeper,
  departure: Departure,
  asked: NonNullable<Departure['asked']>,
): RequestRecord | undefined {
  const now = keeper.now().toISOString();
  const { what, id } = asked.subject;
  const valid = approvalsFor(db, what, id, keeper.caller.accountId).filter(
    (one) => one.validUntil === null || one.validUntil >= now,
  );
  const fits = valid.filter((one) => one.basis === asked.basis);
  const [first] = valid;
  if (first && fits.length === 0) {
    throw new Refusal(
      'state-refused',
      `审批单 ${first.number} 批准之后内容又有变动，不能照原批件输出。请按现在的内容重新申请。`,
    );
  }
  const enough = fits.find((one) => one.copies >= (departure.copies ?? 1));
  const [fit] = fits;
  if (fit && !enough)
    throw new Refusal(
      'state-refused',
      `审批单 ${fit.number} 只批准了 ${fit.copies} 份，请按批准的份数输出。`,
    );
  return enough;
}

/** Enters one departure in the register, in the transaction that lets it go. @returns its running number */
export function enter(
  write: WriteDb,
  keeper: Gatekeeper,
  departure: Departure,
  file: WrittenFile & { readonly medium: string },
): { readonly number: number; readonly approval: string } {
  const { approval, request } = refuseUnlessAllowed(write, keeper, departure);
  if (request && !settleRequest(write, request.id, 'approved', 'used'))
    throw new Refusal('conflict', `审批单 ${request.number} 刚被用过，请刷新。`);
  const number = insertEntry(write, {
    at: keeper.now().toISOString(),
    accountId: keeper.caller.accountId,
    by: keeper.caller.name,
    kind: departure.kind,
    title: departure.title,
    subject: departure.subject,
    secrecy: departure.secrecy,
    secrecyRank: secrecyRank(departure.secrecy),
    secrecyYears: departure.secrecyYears,
    copies: departure.copies ?? request?.copies ?? 1,
    pages: departure.pages,
    purpose: request?.purpose ?? departure.purpose,
    destination: request?.destination ?? departure.destination ?? '',
    fileName: file.fileName,
    medium: file.medium,
    size: file.size,
    sha256: file.sha256,
    approval,
  });
  return { number, approval };
}

/**
 * Writes a file out of the archive as the last step of a transaction: it is in the register exactly when it is on the
 * medium. If the transaction fails after all, the caller takes the file away again (`leave` does).
 */
export function release(
  write: WriteDb,
  keeper: Gatekeeper,
  departure: Departure,
  path: string,
  bytes: Uint8Array,
  medium: string,
): WrittenFile & { readonly number: number } {
  const file = {
    fileName: basename(path),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
  };
  const { number } = enter(write, keeper, departure, { ...file, medium });
  return { ...writeOut(path, bytes), number };
}

/** The whole way out for a route that writes one paper: gate, register, audit row, file; all of it or nothing. */
export function leave(
  scope: Pick<ActScope, 'commit'> & Gatekeeper & { readonly note: AuditNote },
  departure: Departure,
  path: string,
  bytes: Uint8Array,
  also: (write: WriteDb) => void = () => undefined,
): WrittenFile {
  // Before the transaction: asking the system may take a moment.
  const medium = describeMedium(path);
  let out = false;
  try {
    return scope.commit((write) => {
      also(write);
      const { number, ...written } = release(write, scope, departure, path, bytes, medium);
      out = true;
      scope.note.subject = departure.subject;
      scope.note.detail = { ...(scope.note.detail as object), register: number, ...written };
      return written;
    });
  } catch (cause) {
    if (out) rmSync(path, { force: true });
    throw cause;
  }
}

/** What a screen said of an output; without it, the route's own purpose and one copy. */
export function leavingOf(
  said: Parsed<'archive.exportKeyCard'>['leaving'],
  purpose: string,
): { purpose: string; destination: string; copies: number } {
  return said ?? { purpose, destination: '', copies: 1 };
}
