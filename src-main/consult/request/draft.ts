import { basename } from 'node:path';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { accountById, rolesOf } from '#main/accounts/index.ts';
import { readChosen } from '#main/chosen/index.ts';
import { openKey, recordBlob, theFile } from '#main/files/index.ts';
import { inspect, MEDIA_TYPES, sniff, UnreadablePicture } from '#main/intake/index.ts';
import { foldName, normaliseName } from '#main/people/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { currentRules, type Rules } from '../rules/index.ts';
import { resolveScope } from '../scope/index.ts';
import {
  insertBasis,
  insertRequest,
  nextSequence,
  type RequestFields,
  raiseRequestRevision,
  replaceReaders,
  updateDraft,
} from './queries.ts';
import { refuseIfChanged, refuseUnless, theRequest } from './the-request.ts';

type Draft = Parsed<'consult.save'>['request'];
type Finding = { readonly path: string; readonly message: string };

/** A basis document has a few sheets; 64 MiB is a hundred pages in colour. */
const MOST_BASIS_BYTES = 64 * 1024 * 1024;
const DAY = 86_400_000;

/** @throws Refusal `state-refused` when the file is away or sealed */
export function refuseUnlessAtHome(db: ReadDb, fileId: number, what: string): void {
  const file = theFile(db, fileId);
  if (file.state === 'open') return;
  throw new Refusal(
    'state-refused',
    `${file.person_name}的卷${file.state === 'sealed' ? '已封存，启封后' : '正在转递，办结后'}才能${what}。`,
  );
}

/** What is wrong with the readers of a draft. */
export function readerFindings(
  db: ReadDb,
  readers: Draft['readers'],
  creatorId: number | undefined,
): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const [at, reader] of readers.entries()) {
    const wrong = (message: string) => findings.push({ path: `readers.${at}`, message });
    const who = `${foldName(reader.name)}/${reader.idNumberEnd}`;
    if (seen.has(who)) wrong(`${reader.name}重复填写，两名查阅人须是两个人`);
    seen.add(who);
    if (reader.accountId === null) continue;
    const account = accountById(db, reader.accountId);
    if (!account || account.state !== 'active' || !rolesOf(db, account.id).includes('reader')) {
      wrong(`${reader.name}的账号不可用，或没有查阅人角色`);
      continue;
    }
    if (foldName(account.name) !== foldName(reader.name))
      wrong(`账号「${account.name}」与查阅人「${reader.name}」不是同一姓名`);
    if (seen.has(`account:${account.id}`)) wrong('两名查阅人用了同一账号');
    seen.add(`account:${account.id}`);
    if (account.id === creatorId) wrong('经办人不能同时是查阅人');
  }
  return findings;
}

function findingsOf(db: ReadDb, draft: Draft, rules: Rules, caller: Caller): Finding[] {
  const findings = readerFindings(db, draft.readers, caller.accountId);
  const purpose = rules.purposes.find((one) => one.id === draft.purpose);
  if (!purpose) findings.push({ path: 'purpose', message: '查阅事由不在规定的事由之内' });
  else if (draft.emergency && !purpose.emergency)
    findings.push({ path: 'emergency', message: `「${purpose.name}」不适用紧急查阅` });
  const [from, until] = [Date.parse(draft.validFrom), Date.parse(draft.validUntil)];
  if (until <= from) findings.push({ path: 'validUntil', message: '截止时间须晚于开始时间' });
  if (until - from > rules.mostValidDays * DAY)
    findings.push({ path: 'validUntil', message: `有效期不超过 ${rules.mostValidDays} 天` });
  return findings;
}

export function saveRequest(
  db: WriteDb,
  input: Parsed<'consult.save'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.save'> {
  const draft = input.request;
  refuseUnlessAtHome(db, draft.fileId, '查阅');
  const { rules } = currentRules(db, scope);
  const findings = findingsOf(db, draft, rules, caller);
  if (findings.length > 0) throw new Refusal('validation-failed', '查阅单填写有误，未保存。', findings);
  const fields: RequestFields = {
    ...draft,
    ways: [...new Set(draft.ways)],
    purposeName: rules.purposes.find((one) => one.id === draft.purpose)?.name ?? '',
    scope: JSON.stringify(draft.scope),
    secrecyRank: resolveScope(db, draft.fileId, draft.scope, caller).secrecyRank,
  };
  const id =
    input.id === undefined ? create(db, fields, caller, scope) : update(db, input, fields, caller, scope);
  replaceReaders(
    db,
    id,
    draft.readers.map((reader) => ({
      ...reader,
      name: normaliseName(reader.name),
      relatives: JSON.stringify(reader.relatives),
    })),
  );
  scope.note.subject = `consult:${id}`;
  scope.note.detail = { after: draft };
  return { id, revision: input.id === undefined ? 1 : (input.revision ?? 0) + 1 };
}

function create(db: WriteDb, fields: RequestFields, caller: Caller, scope: Scope): number {
  const at = scope.now();
  const year = at.getFullYear();
  const sequence = nextSequence(db, year);
  // 发文字号 style: a word for the kind, the year in 六角括号, the running number.
  const number = `查字〔${year}〕第${String(sequence).padStart(4, '0')}号`;
  return insertRequest(db, fields, {
    number,
    year,
    sequence,
    by: caller.accountId,
    at: at.toISOString(),
  });
}

function update(
  db: WriteDb,
  input: Parsed<'consult.save'>,
  fields: RequestFields,
  caller: Caller,
  scope: Scope,
): number {
  const before = theRequest(db, input.id ?? 0, caller, scope);
  if (before.state !== 'draft' && ['submitted', 'approved'].includes(before.state))
    throw new Refusal(
      'state-refused',
      `查阅单 ${before.number} 已提交，范围和内容不能直接改。请先「变更」，成为新的一稿后重新签批。`,
    );
  refuseUnless(before, ['draft'], '修改');
  if (before.fileId !== fields.fileId)
    throw new Refusal('state-refused', '不能改成查阅另一人的档案，请另填一张查阅单。');
  if (!updateDraft(db, before.id, input.revision ?? 0, fields)) refuseIfChanged(before, -1);
  return before.id;
}

/** @throws Refusal `file-refused` */
export async function attachBasis(
  scope: ActScope,
  input: Parsed<'consult.attachBasis'>,
): Promise<Output<'consult.attachBasis'>> {
  const request = theRequest(scope.db, input.id, scope.caller, scope);
  refuseIfChanged(request, input.revision);
  // In an emergency the paper may follow, until the request is closed.
  refuseUnless(
    request,
    request.emergency ? ['draft', 'submitted', 'approved', 'reading', 'returning'] : ['draft'],
    '补附依据文件',
  );
  const path = scope.path(input.source);
  const fileName = basename(path);
  const bytes = readChosen(path, MOST_BASIS_BYTES);
  const { kind, name } = sniff(bytes);
  if (kind === undefined)
    throw new Refusal('file-refused', `「${fileName}」是${name}。依据文件请扫描成图像或 PDF。`);
  const pages = await pageCount(bytes, kind, fileName);
  const file = theFile(scope.db, request.fileId);
  const blob = scope.vault.put(openKey(scope.db, scope, file.key_id), bytes);
  scope.vault.flush();
  const at = scope.now().toISOString();
  scope.note.subject = `consult:${request.id}`;
  scope.note.detail = { fileName, pages, sha256: blob.sha256.toString('hex') };
  const basisId = scope.commit((write) => {
    if (!raiseRequestRevision(write, request.id, request.revision)) refuseIfChanged(request, -1);
    recordBlob(write, file.key_id, blob, 'original', at);
    return insertBasis(write, {
      requestId: request.id,
      blobId: blob.blobId,
      mediaType: MEDIA_TYPES[kind],
      fileName,
      pages,
      at,
      by: scope.caller.name,
    });
  });
  return { id: request.id, revision: request.revision + 1, basisId, pages };
}

async function pageCount(
  bytes: Uint8Array,
  kind: Parameters<typeof inspect>[1],
  fileName: string,
): Promise<number> {
  try {
    return (await inspect(bytes, kind)).length;
  } catch (cause) {
    if (cause instanceof UnreadablePicture)
      throw new Refusal('file-refused', `「${fileName}」不能用作依据文件：${cause.message}。`);
    throw cause;
  }
}
