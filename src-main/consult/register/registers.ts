import { CONSULT_WAY_WORDS, COPY_STATE_WORDS, type ConsultWay } from '#contract/vocabulary.ts';
import type { WordTable } from '#main/documents/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { copiesBetween, excerptsOf, pagesCopied } from '../copies/index.ts';
import { loanItems, loansBetween, loansOfRequest } from '../loans/index.ts';
import { returnCheckOf, sittingsOf } from '../reading/index.ts';
import { type RequestRecord, readersOf, requestsBetween, stateWord } from '../request/index.ts';
import { frozenCounts } from '../scope/index.ts';
import { chainOf, signOffsOf } from '../sign-off/index.ts';
import { minuteOf } from '../watermark/index.ts';

/** An instant as it is written on paper; empty for none. */
export const when = (iso: string | null): string => (iso === null ? '' : minuteOf(new Date(iso)));
const dayOf = (iso: string | null): string => when(iso).slice(0, 10);

export function waysOf(request: Pick<RequestRecord, 'ways'>): string {
  return (JSON.parse(request.ways) as ConsultWay[]).map((way) => CONSULT_WAY_WORDS[way]).join('、');
}

/** A register and, for each of its lines, the file and the item it is about. */
export interface RegisterTable extends WordTable {
  readonly rows: readonly (readonly string[])[];
  readonly about: readonly { readonly fileId: number; readonly itemId: number | null }[];
}

/** 查阅登记簿 (form 8): its columns, one line a request. */
export function consultsTable(
  db: ReadDb,
  input: { readonly from: string; readonly to: string },
  caller: Pick<Caller, 'clearanceRank'>,
  scope: Pick<Scope, 'now'>,
): RegisterTable {
  const now = scope.now().toISOString();
  const found = requestsBetween(db, input.from, input.to, caller.clearanceRank, now);
  return {
    title: '干部廉政档案查阅登记簿',
    subtitle: '',
    headings: [
      '序号',
      '日期',
      '查阅单位',
      '查阅人（两人）',
      '被查阅人',
      '事由',
      '审批单号',
      '批准人',
      '内容',
      '起止时间',
      '摘抄/复制',
      '归还时间',
      '核对人',
      '备注',
    ],
    widths: [5, 10, 14, 14, 9, 14, 17, 10, 12, 15, 9, 10, 8, 12],
    rows: found.map((request, at) => consultCells(db, request, at + 1, caller)),
    about: found.map((request) => ({ fileId: request.fileId, itemId: null })),
  };
}

function consultCells(
  db: ReadDb,
  request: RequestRecord,
  place: number,
  caller: Pick<Caller, 'clearanceRank'>,
): string[] {
  const counts = frozenCounts(db, request.id);
  const sittings = sittingsOf(db, request.id);
  const check = returnCheckOf(db, request.id);
  const signed = signOffsOf(db, request.id).filter((one) => one.version === request.version && one.approved);
  const last = signed.length === chainOf(request).steps.length ? (signed.at(-1)?.by ?? '') : '';
  return [
    String(place),
    dayOf(request.createdAt),
    request.unit,
    readersOf(db, request.id)
      .map((reader) => reader.name)
      .join('、'),
    request.personName,
    `${request.purposeName}${request.emergency ? '（紧急）' : ''}`,
    request.number,
    last,
    counts.items === 0 ? '' : `${counts.items} 件 ${counts.pages} 页（${waysOf(request)}）`,
    sittings.map((one) => `${when(one.startedAt)}–${when(one.endedAt).slice(11)}`).join('\n'),
    `${excerptsOf(db, request.id, caller.clearanceRank).length} 条/${pagesCopied(db, request.id)} 页`,
    when(check?.at ?? null),
    check?.by ?? '',
    [stateWord(request.state), check && check.differences > 0 ? `差异 ${check.differences} 件` : '']
      .filter(Boolean)
      .join('；'),
  ];
}

/** 取出（借出）登记 (form 18), one line an item. */
export function loansTable(
  db: ReadDb,
  input: { readonly from: string; readonly to: string },
  caller: Pick<Caller, 'clearanceRank'>,
  scope: Pick<Scope, 'now'>,
): RegisterTable {
  const now = scope.now().toISOString();
  const lent = loansBetween(db, input.from, input.to, caller.clearanceRank).flatMap((loan) =>
    loanItems(db, loan.id).map((item) => ({ loan, item })),
  );
  const rows = lent.map(({ loan, item }) => [
    loan.number,
    dayOf(loan.lentAt),
    loan.personName,
    `${item.title}${item.archivalCode === null ? '' : `\n${item.archivalCode}`}`,
    String(item.pagesOut),
    `${loan.borrowerUnit}\n${loan.borrower}`,
    loan.phone,
    loan.requestNumber,
    loan.lentBy,
    dayOf(loan.dueAt),
    dayOf(loan.returnedAt),
    item.pagesBack === null ? '' : String(item.pagesBack),
    loan.returnedBy ?? '',
    [loan.returnedAt === null ? (loan.dueAt < now ? '逾期未归还' : '未归还') : '已归还', item.note]
      .filter(Boolean)
      .join('；'),
  ]);
  return {
    title: '干部廉政档案取出（借出）登记簿',
    subtitle: '',
    headings: [
      '序号',
      '借阅单号',
      '借出日期',
      '档案',
      '材料名称',
      '页数',
      '借阅单位、借阅人',
      '电话',
      '审批单号',
      '借出经办人',
      '应还日期',
      '归还日期',
      '清点页数',
      '归还经办人',
      '备注',
    ],
    widths: [5, 15, 10, 8, 20, 6, 14, 11, 15, 9, 10, 10, 7, 9, 12],
    rows: rows.map((cells, at) => [String(at + 1), ...cells]),
    about: lent.map(({ loan, item }) => ({ fileId: loan.fileId, itemId: item.itemId })),
  };
}

/** 复制登记 (form 18). */
export function copiesTable(
  db: ReadDb,
  input: { readonly from: string; readonly to: string },
  caller: Pick<Caller, 'clearanceRank'>,
): RegisterTable {
  const made = copiesBetween(db, input.from, input.to, caller.clearanceRank);
  return {
    title: '干部廉政档案摘抄、复制登记簿',
    subtitle: '',
    headings: [
      '序号',
      '日期',
      '审批单号',
      '被查阅人',
      '种类',
      '份号',
      '页数',
      '领取人',
      '经办人',
      '应交回日期',
      '去向',
      '去向日期',
      '登记人',
      '备注',
    ],
    widths: [5, 10, 17, 9, 7, 8, 6, 10, 9, 10, 9, 10, 9, 16],
    about: made.map((copy) => ({ fileId: copy.fileId, itemId: null })),
    rows: made.map((copy, at) => [
      String(at + 1),
      dayOf(copy.madeAt),
      copy.requestNumber,
      copy.personName,
      copy.kind === 'copy' ? '复制' : '摘抄',
      `第${copy.copyNumber}份`,
      String(copy.pages),
      copy.receivedBy,
      copy.madeBy,
      dayOf(copy.dueAt),
      COPY_STATE_WORDS[copy.state],
      dayOf(copy.settledAt),
      copy.settledBy ?? '',
      copy.note,
    ]),
  };
}

/** What became of a request's paper and reading, for the foot of the 审批表. */
export function returnedWords(db: ReadDb, request: RequestRecord): string {
  const check = returnCheckOf(db, request.id);
  const loans = loansOfRequest(db, request.id);
  return [
    ...sittingsOf(db, request.id).map(
      (one) => `阅览 ${when(one.startedAt)}–${when(one.endedAt).slice(11)}，值守 ${one.clerk}`,
    ),
    ...loans.map(
      (one) =>
        `${one.number}：${one.borrower}借出 ${dayOf(one.lentAt)}，${one.returnedAt === null ? `应还 ${dayOf(one.dueAt)}` : `归还 ${dayOf(one.returnedAt)}`}`,
    ),
    check === undefined
      ? ''
      : `归还核对 ${when(check.at)}，核对人 ${check.by}，${check.differences === 0 ? '件数页数相符' : `差异 ${check.differences} 件`}`,
  ]
    .filter(Boolean)
    .join('\n');
}
