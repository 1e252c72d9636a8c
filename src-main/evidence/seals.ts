import { createHash } from 'node:crypto';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { eventHash, lastEvent } from '#main/audit/index.ts';
import { sealPaper } from '#main/documents/index.ts';
import { leave } from '#main/output/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, setting, type WriteDb } from '#main/storage/index.ts';
import { readCode, sealCode } from './code.ts';
import { qrPng, qrSvg } from './picture.ts';
import {
  allSeals,
  blobsNotAsTakenIn,
  insertSeal,
  intakeBetween,
  lastIntake,
  lastSeal,
  type SealRecord,
  sealById,
} from './queries.ts';

const BATCH = 5_000;
const NOTHING = Buffer.alloc(32);

/** Digest over what the vault took in, continued from `before`: each entry with its number, id, length and hash. */
function continueVault(db: ReadDb, before: Uint8Array, after: number, to: number): Buffer {
  const hash = createHash('sha256').update(before);
  for (let at = after; at < to; ) {
    const batch = intakeBetween(db, at, to, BATCH);
    if (batch.length === 0) break;
    for (const one of batch)
      hash.update(`${one.number}:${one.blobId}:${one.size}:${Buffer.from(one.sha256).toString('hex')}\n`);
    at = batch.at(-1)?.number ?? to;
  }
  return hash.digest();
}

function show(seal: SealRecord): Output<'evidence.seals'>['seals'][number] {
  const { head: _h, vault: _v, ...rest } = seal;
  return { ...rest, number: seal.id };
}

function theSeal(db: ReadDb, id: number): SealRecord {
  const found = sealById(db, id);
  if (!found) throw new Refusal('not-found', '没有这张封条，请刷新。');
  return found;
}

export function listSeals(db: ReadDb): Output<'evidence.seals'> {
  const seals = allSeals(db).map(show);
  return { seals, lastAt: seals[0]?.at ?? null };
}

/** Covers everything up to, and not with, the event that tells of it. */
export function makeSeal(
  db: WriteDb,
  _input: Parsed<'evidence.makeSeal'>,
  caller: Caller,
  scope: Scope,
): Output<'evidence.makeSeal'> {
  const before = lastSeal(db);
  const last = lastEvent(db);
  if (!last) throw new Error('an archive without its first event');
  const blobs = lastIntake(db);
  const sealed = {
    archiveId: scope.archiveId,
    number: (before?.id ?? 0) + 1,
    at: scope.now().toISOString(),
    events: last.id,
    head: last.hash,
    blobs,
    vault: continueVault(db, before?.vault ?? NOTHING, before?.blobs ?? 0, blobs),
  };
  const code = sealCode(sealed);
  const { archiveId: _, number, ...rest } = sealed;
  const record: SealRecord = { id: number, by: caller.name, code, ...rest };
  insertSeal(db, record);
  scope.note.subject = `seal:${number}`;
  // All that the code is made of, so that an exported log proves a seal without the archive.
  scope.note.detail = {
    number,
    at: sealed.at,
    events: sealed.events,
    head: Buffer.from(sealed.head).toString('hex'),
    blobs,
    vault: Buffer.from(sealed.vault).toString('hex'),
    code,
  };
  return { ...show(record), svg: qrSvg(code) };
}

export function viewSeal(db: ReadDb, input: Parsed<'evidence.viewSeal'>): Output<'evidence.viewSeal'> {
  const seal = theSeal(db, input.id);
  return { ...show(seal), svg: qrSvg(seal.code) };
}

/** Whether today's archive continues the one that a seal on paper was made of. */
export function checkSeal(
  db: ReadDb,
  input: Parsed<'evidence.checkSeal'>,
  _caller: Caller,
  scope: Scope,
): Output<'evidence.checkSeal'> {
  const verdict = judge(db, input.code, scope.archiveId);
  scope.note.subject = 'seal';
  scope.note.detail = { code: input.code, verdict: verdict.verdict };
  return verdict;
}

function judge(db: ReadDb, text: string, archiveId: string): Output<'evidence.checkSeal'> {
  const read = readCode(text);
  const unknown = { number: null, sealedAt: null, eventsSince: null };
  if (typeof read === 'string') return { verdict: 'malformed', message: read, ...unknown };
  if (!archiveId.startsWith(read.archive)) {
    const message = `这张封条属于另一个库（${read.archive.toUpperCase()}），本库为 ${archiveId.slice(0, 6).toUpperCase()}。`;
    return { verdict: 'foreign', message, ...unknown };
  }
  const present = lastEvent(db)?.id ?? 0;
  const seal = sealById(db, read.number);
  const said = { number: read.number, sealedAt: seal?.at ?? null, eventsSince: null };
  if (!seal) {
    const message = `这张封条是第 ${read.number} 号，制作时审计记录已有 ${read.events} 条；今天的库只有 ${present} 条，没有这张封条。库被换成了此前的副本。`;
    return { verdict: 'newer', message, ...said };
  }
  const broken = (why: string): Output<'evidence.checkSeal'> => ({
    verdict: 'broken',
    message: `断裂：${why}请封存现场，报告保密工作机构。`,
    ...said,
  });
  if (seal.code !== read.code || sealCode({ archiveId, number: seal.id, ...seal }) !== read.code)
    return broken(
      `库里的第 ${read.number} 号封条与纸上的不同，库在制作封条之后曾被换成旧副本又继续使用，或被改写。`,
    );
  const hash = eventHash(db, seal.events);
  if (!hash || !Buffer.from(hash).equals(seal.head))
    return broken(`第 ${seal.events} 条审计记录已不是封条所封的那一条。`);
  let vault: Buffer = NOTHING;
  let after = 0;
  for (const earlier of allSeals(db)
    .toReversed()
    .filter((one) => one.id <= seal.id)) {
    vault = continueVault(db, vault, after, earlier.blobs);
    after = earlier.blobs;
  }
  if (!vault.equals(seal.vault)) return broken('封条所封的入库文件登记已被改动。');
  const changed = blobsNotAsTakenIn(db);
  if (changed > 0) return broken(`有 ${changed} 个入库文件的登记与入库时不同。`);
  return {
    verdict: 'continues',
    message: `今天的库承接第 ${seal.id} 号封条：其后又有 ${present - seal.events} 条审计记录，封条所封的部分未见改动。`,
    number: seal.id,
    sealedAt: seal.at,
    eventsSince: present - seal.events,
  };
}

/** 封条 for the paper register. */
export async function exportSeal(
  scope: ActScope,
  input: Parsed<'evidence.exportSeal'>,
): Promise<Output<'evidence.exportSeal'>> {
  const seal = theSeal(scope.db, input.id);
  const bytes = await sealPaper({
    fondsName: setting(scope.db, 'fondsName'),
    archiveId: scope.archiveId,
    number: seal.id,
    at: new Date(seal.at).toLocaleString('zh-CN', { hour12: false }),
    by: seal.by,
    events: seal.events,
    blobs: seal.blobs,
    code: seal.code,
    picture: await qrPng(seal.code),
  });
  return leave(
    scope,
    {
      kind: '封条',
      title: `第 ${seal.id} 号`,
      subject: `seal:${seal.id}`,
      secrecy: 'internal',
      secrecyYears: 0,
      pages: 1,
      purpose: '存入纸质登记簿',
    },
    scope.path(input.target),
    bytes,
  );
}
