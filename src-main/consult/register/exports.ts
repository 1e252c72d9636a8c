import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { SECRECY_LEVELS, secrecyMark } from '#contract/vocabulary.ts';
import { approvalSheet, registerDocx, tableXlsx } from '#main/documents/index.ts';
import { leave, type WrittenFile } from '#main/output/index.ts';
import { personById, postsOf } from '#main/people/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { setting } from '#main/storage/index.ts';
import { basisOf, type RequestRecord, readersOf, stateWord, theRequest } from '../request/index.ts';
import { frozenCounts } from '../scope/index.ts';
import { chainOf, signOffsOf } from '../sign-off/index.ts';
import { consultsTable, copiesTable, loansTable, returnedWords, waysOf, when } from './registers.ts';

/** Papers about the desk's work, not of the files themselves: names of cadres and readers, no title; registered as 内部. */
function writePaper(
  scope: ActScope,
  paper: { readonly kind: string; readonly title: string; readonly subject: string; readonly pages: number },
  target: string,
  bytes: Buffer,
): WrittenFile {
  const departure = { ...paper, secrecy: 'internal', secrecyYears: 0, purpose: '查阅审批与登记' } as const;
  return leave(scope, departure, scope.path(target), bytes);
}

/** 查（借）阅审批表, filled in as far as the request has come. */
export async function exportApproval(
  scope: ActScope,
  input: Parsed<'consult.exportApproval'>,
): Promise<Output<'consult.exportApproval'>> {
  const request = theRequest(scope.db, input.id, scope.caller, scope);
  const person = personById(scope.db, request.personId);
  const level = SECRECY_LEVELS[request.secrecyRank] ?? 'internal';
  const bytes = await approvalSheet({
    archiveUnit: setting(scope.db, 'fondsName'),
    number: request.number,
    secrecyMark: secrecyMark(level, 0),
    unit: request.unit,
    cadre: {
      name: request.personName,
      post: [person?.unit ?? '', postsOf(scope.db, request.personId)[0] ?? ''].filter(Boolean).join(' '),
    },
    readers: readersOf(scope.db, request.id),
    purpose: `${request.purposeName}${request.emergency ? '（紧急查阅）' : ''}`,
    reason: request.reason,
    content: contentWords(scope, request),
    ways: waysOf(request),
    minutes: request.minutes,
    validity: `${when(request.validFrom)} 至\n${when(request.validUntil)}`,
    mayCopy: (JSON.parse(request.ways) as string[]).includes('copy'),
    phone: request.phone,
    basis: basisOf(scope.db, request.id)
      .map((one) => `${one.fileName}（${one.pages} 页）`)
      .join('、'),
    unitLeader: request.unitLeader,
    opinions: opinionsOf(scope, request),
    clerk: request.createdBy,
    appliedAt: when(request.createdAt).slice(0, 10),
    state: [stateWord(request.state), request.stateReason].filter(Boolean).join('：'),
    returned: returnedWords(scope.db, request),
    emergency: request.emergency === 1,
  });
  scope.note.detail = { number: request.number };
  const paper = {
    kind: '查（借）阅审批表',
    title: `${request.personName} ${request.number}`,
    subject: `consult:${request.id}`,
    pages: 1,
  };
  return writePaper(scope, paper, input.target, bytes);
}

function contentWords(scope: ActScope, request: RequestRecord): string {
  const asked = JSON.parse(request.scope) as Parsed<'consult.save'>['request']['scope'];
  const counts = frozenCounts(scope.db, request.id);
  const kinds: Readonly<Record<typeof asked.kind, string>> = {
    file: '全部',
    classes: '指定类别',
    items: '指定材料',
    pages: '指定页',
  };
  const classes = asked.kind === 'classes' ? `（${asked.classes.join('、')}）` : '';
  const size = counts.items === 0 ? '' : `，共 ${counts.items} 件 ${counts.pages} 页`;
  return `${kinds[asked.kind]}${classes}${size}`;
}

function opinionsOf(
  scope: ActScope,
  request: RequestRecord,
): { step: string; opinion: string; by: string; at: string }[] {
  const signed = signOffsOf(scope.db, request.id).filter((one) => one.version === request.version);
  return chainOf(request).steps.map((step, at) => {
    const one = signed.find((candidate) => candidate.step === at);
    if (!one) return { step: step.name, opinion: '', by: '', at: '' };
    const opinion = one.approved ? `同意。${one.opinion}` : `不同意。${one.opinion}`;
    return { step: step.name, opinion, by: one.by, at: when(one.at) };
  });
}

/** Lines of a register on a landscape page, for the page count of the output register. */
const LINES_A_PAGE = 25;

/** The registers, by period, within the caller's clearance; what is above it is not even counted. */
export async function exportRegister(
  scope: ActScope,
  input: Parsed<'consult.exportRegister'>,
): Promise<Output<'consult.exportRegister'>> {
  if (input.to <= input.from)
    throw new Refusal('validation-failed', '截止日期须晚于起始日期。', [
      { path: 'to', message: '须晚于起始日期' },
    ]);
  const make = { consults: consultsTable, loans: loansTable, copies: copiesTable }[input.register];
  const table = make(scope.db, input, scope.caller, scope);
  const now = scope.now().toISOString();
  const whole = {
    ...table,
    subtitle: `${setting(scope.db, 'fondsName')}　${when(input.from).slice(0, 10)} 至 ${when(input.to).slice(0, 10)}　打印 ${when(now)}　按打印人知悉范围列出`,
  };
  const bytes = await (input.format === 'docx' ? registerDocx(whole) : tableXlsx(whole));
  scope.note.detail = { from: input.from, to: input.to, rows: table.rows.length };
  const paper = {
    kind: table.title,
    title: whole.subtitle,
    subject: `consult-register:${input.register}`,
    pages: Math.max(1, Math.ceil(table.rows.length / LINES_A_PAGE)),
  };
  const written = writePaper(scope, paper, input.target, bytes);
  return { ...written, rows: table.rows.length };
}
