/** 登记簿 of the year: those that the office keeps of its own work, oldest line first. */
import {
  SECRECY_LEVELS,
  type SecrecyLevel,
  secrecyMark,
  secrecyRank,
  TRAINING_FORM_WORDS,
} from '#contract/vocabulary.ts';
import { dayOf } from '#main/calendar/index.ts';
import { consultsTable, copiesTable, loansTable, type RegisterTable } from '#main/consult/index.ts';
import { signedLetters } from '#main/letter/index.ts';
import { ledgerIds, ledgerRows } from '#main/output/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { currentRules } from '#main/warning-rules/index.ts';
import type { Asked, Register, RegisterLine } from '../description.ts';
import {
  appraisals,
  closedWarnings,
  handovers,
  levelsOf,
  receipts,
  secrecyChanges,
  trainingSessions,
  transfers,
} from './queries.ts';

const levelOf = (rank: number): SecrecyLevel => SECRECY_LEVELS[rank] ?? 'top-secret';
/** An instant, or a day as far as it is known, as registers write it. */
function on(when: string | null): string {
  if (when === null || when === '') return '';
  const digits = /^\[?\d{4,8}\]?$/.test(when) ? when.replaceAll(/[[\]]/g, '') : dayOf(new Date(when));
  return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].filter(Boolean).join('.');
}
const ORIGINALITY = { original: '原件', copy: '复印件' } as const;

/** A register that the consult room keeps already; what was raised above the clearance since is left out. */
function kept(db: ReadDb, { rows, about }: RegisterTable, asked: Asked): RegisterLine[] {
  const levels = levelsOf(
    db,
    about.flatMap((one) => one.itemId ?? []),
  );
  return rows.flatMap((cells, at) => {
    const { fileId = null, itemId = null } = about[at] ?? {};
    const secrecy = itemId === null ? 'internal' : (levels.get(itemId) ?? 'internal');
    if (secrecyRank(secrecy) > asked.clearanceRank) return [];
    // The running number is put in front of every register alike.
    return [{ cells: cells.slice(1), fileId, itemId, secrecy }];
  });
}

const DESK = ['clerk', 'reviewer', 'approver'] as const;
const TRANSFER_STATES = {
  sealed: '待回执',
  receipted: '已回执',
  returned: '对方未接收',
  staged: '待接收',
  accepted: '已接收',
  refused: '未接收',
} as const;
const APPRAISAL_STATES = { proposed: '待复核', confirmed: '已确认', rejected: '未通过' } as const;
const VERDICTS = { accept: '通过', refuse: '不予归档', supplement: '退回补充' } as const;
const CHANGE_STATES = {
  proposed: '待审核',
  reviewed: '待批准',
  approved: '已批准',
  rejected: '未批准',
  withdrawn: '已撤回',
} as const;
const CONCLUSIONS = {
  clear: '未发现问题',
  settled: '已了结、不影响',
  pending: '正在核查',
  influence: '影响期内',
} as const;
const LEVELS = { low: '提示', middle: '注意', high: '重点' } as const;
const OUTCOMES = { verified: '核实', excluded: '排除', mended: '已整改' } as const;

export const REGISTERS: readonly Register[] = [
  {
    kind: 'register',
    number: 1,
    id: 'receipts-book',
    title: '材料接收登记簿',
    basis: '按移交清单逐件收下的材料，按收下之日分年度；退回的不列。',
    columns: [
      ['接收日期', 10],
      ['清单号', 12],
      ['移交部门', 12],
      ['移交人', 8],
      ['干部', 8],
      ['类号', 6],
      ['材料名称', 26],
      ['形成日期', 10],
      ['页数', 5],
      ['份数', 5],
      ['原件复印', 7],
      ['接收人', 8],
      ['备注', 12],
    ],
    lines: (db, asked) =>
      receipts(db, asked).map((one) => ({
        cells: [
          on(one.decidedAt),
          one.number,
          one.department,
          one.hander,
          one.name,
          one.classCode,
          one.title,
          one.date,
          String(one.pages),
          String(one.copies),
          ORIGINALITY[one.originality],
          one.decidedBy,
          one.remarks,
        ],
        fileId: one.fileId,
        itemId: one.itemId,
        secrecy: levelOf(one.rank),
      })),
  },
  {
    kind: 'register',
    number: 2,
    id: 'handovers-book',
    title: '移交清单登记簿',
    basis: '各部门的移交清单，按立单之日分年度；件数只计知悉范围内的。',
    columns: [
      ['清单号', 14],
      ['移交部门', 16],
      ['移交人', 10],
      ['移交日期', 10],
      ['收下件数', 8],
      ['退回件数', 8],
      ['收下页数', 8],
      ['签收日期', 10],
      ['签收人', 10],
    ],
    lines: (db, asked) =>
      handovers(db, asked).map((one) => ({
        cells: [
          one.number,
          one.department,
          one.hander,
          on(one.handedOn),
          String(one.accepted),
          String(one.returned),
          String(one.pages),
          on(one.receivedAt),
          one.receivedBy ?? '',
        ],
        fileId: null,
        itemId: null,
        secrecy: 'internal',
      })),
  },
  {
    kind: 'register',
    number: 3,
    id: 'consults-book',
    title: '查阅登记簿',
    basis: '全部查阅申请，按申请之日分年度。',
    roles: DESK,
    columns: [
      ['日期', 10],
      ['查阅单位', 14],
      ['查阅人（两人）', 14],
      ['被查阅人', 9],
      ['事由', 14],
      ['审批单号', 17],
      ['批准人', 10],
      ['内容', 12],
      ['起止时间', 15],
      ['摘抄/复制', 9],
      ['归还时间', 10],
      ['核对人', 8],
      ['备注', 12],
    ],
    lines: (db, asked, caller, scope) => kept(db, consultsTable(db, asked, caller, scope), asked),
  },
  {
    kind: 'register',
    number: 4,
    id: 'loans-book',
    title: '取出（借出）登记簿',
    basis: '借出的材料一件一行，按借出之日分年度。',
    roles: DESK,
    columns: [
      ['借阅单号', 15],
      ['借出日期', 10],
      ['档案', 8],
      ['材料名称', 20],
      ['页数', 6],
      ['借阅单位、借阅人', 14],
      ['电话', 11],
      ['审批单号', 15],
      ['借出经办人', 9],
      ['应还日期', 10],
      ['归还日期', 10],
      ['清点页数', 7],
      ['归还经办人', 9],
      ['备注', 12],
    ],
    lines: (db, asked, caller, scope) => kept(db, loansTable(db, asked, caller, scope), asked),
  },
  {
    kind: 'register',
    number: 5,
    id: 'copies-book',
    title: '摘抄、复制登记簿',
    basis: '摘抄、复制件一份一行，按制作之日分年度。',
    roles: DESK,
    columns: [
      ['日期', 10],
      ['审批单号', 17],
      ['被查阅人', 9],
      ['种类', 7],
      ['份号', 8],
      ['页数', 6],
      ['领取人', 10],
      ['经办人', 9],
      ['应交回日期', 10],
      ['去向', 9],
      ['去向日期', 10],
      ['登记人', 9],
      ['备注', 16],
    ],
    lines: (db, asked, caller) => kept(db, copiesTable(db, asked, caller), asked),
  },
  {
    kind: 'register',
    number: 6,
    id: 'transfers-book',
    title: '转递登记簿',
    basis: '转出和转入的档案一卷一行，按封包或收包之日分年度。',
    roles: DESK,
    columns: [
      ['日期', 10],
      ['方向', 6],
      ['转递单号', 16],
      ['干部', 9],
      ['对方单位', 18],
      ['转递原因', 18],
      ['办理情况', 10],
      ['办结日期', 10],
      ['经办人', 9],
    ],
    lines: (db, asked) =>
      transfers(db, asked).map((one) => ({
        cells: [
          on(one.createdAt),
          one.direction === 'out' ? '转出' : '转入',
          one.slip,
          one.name,
          one.partner,
          one.reason,
          TRANSFER_STATES[one.state],
          on(one.closedAt),
          one.createdBy,
        ],
        fileId: one.fileId,
        itemId: null,
        secrecy: 'internal',
      })),
  },
  {
    kind: 'register',
    number: 7,
    id: 'appraisals-book',
    title: '鉴定登记簿',
    basis: '鉴定意见一条一行，按提出之日分年度。',
    columns: [
      ['日期', 10],
      ['干部', 9],
      ['题名', 30],
      ['档号', 22],
      ['鉴定意见', 10],
      ['鉴定人', 9],
      ['复核情况', 9],
      ['复核人', 9],
      ['复核日期', 10],
    ],
    lines: (db, asked) =>
      appraisals(db, asked).map((one) => ({
        cells: [
          on(one.proposedAt),
          one.name,
          one.title,
          one.archivalCode ?? '',
          VERDICTS[(JSON.parse(one.opinion) as { readonly verdict: keyof typeof VERDICTS }).verdict],
          one.proposedBy,
          APPRAISAL_STATES[one.state],
          one.decidedBy ?? '',
          on(one.decidedAt),
        ],
        fileId: one.fileId,
        itemId: one.itemId,
        secrecy: one.secrecy,
      })),
  },
  {
    kind: 'register',
    number: 8,
    id: 'secrecy-book',
    title: '密级变更登记簿',
    basis: '密级变更和解密的报批，按提出之日分年度。',
    columns: [
      ['日期', 10],
      ['干部', 9],
      ['题名', 30],
      ['原密级', 10],
      ['现密级', 10],
      ['依据', 18],
      ['办理情况', 9],
      ['提出人', 9],
      ['审核人', 9],
      ['批准人', 9],
      ['批准日期', 10],
    ],
    lines: (db, asked) =>
      secrecyChanges(db, asked).map((one) => ({
        cells: [
          on(one.proposedAt),
          one.name,
          one.title,
          secrecyMark(one.fromSecrecy, one.fromYears),
          secrecyMark(one.toSecrecy, one.toYears),
          one.basis,
          CHANGE_STATES[one.state],
          one.proposedBy,
          one.reviewedBy ?? '',
          one.decidedBy ?? '',
          on(one.decidedAt),
        ],
        fileId: one.fileId,
        itemId: one.itemId,
        secrecy: levelOf(one.rank),
      })),
  },
  {
    kind: 'register',
    number: 9,
    id: 'letters-book',
    title: '廉政意见登记簿',
    basis: '已签发的回复函和结论性意见，按签发之日分年度。',
    roles: DESK,
    columns: [
      ['签发日期', 10],
      ['文号', 18],
      ['种类', 10],
      ['干部', 9],
      ['来函单位', 16],
      ['来函文号', 16],
      ['来函日期', 10],
      ['办理期限', 10],
      ['结论', 12],
      ['承办', 8],
      ['审核', 8],
      ['签发', 8],
    ],
    lines: (db, asked) =>
      signedLetters(db, asked.clearanceRank)
        .filter((one) => one.signedAt >= asked.from && one.signedAt < asked.to)
        .map((one) => ({
          cells: [
            on(one.signedAt),
            one.number,
            one.kind === 'reply' ? '回复函' : '结论性意见',
            one.personName,
            one.fromUnit,
            one.fromNumber,
            on(one.fromDate),
            on(one.dueOn),
            CONCLUSIONS[one.conclusion],
            one.draftedBy,
            one.reviewedBy ?? '',
            one.signedBy ?? '',
          ],
          fileId: one.fileId,
          itemId: one.itemId,
          secrecy: levelOf(one.rank),
        })),
  },
  {
    kind: 'register',
    number: 10,
    id: 'warnings-book',
    title: '预警处置登记簿',
    basis: '已办结的预警，按办结之日分年度；只列规则和处置，内容见预警。',
    columns: [
      ['办结日期', 10],
      ['干部', 9],
      ['预警规则', 24],
      ['级别', 7],
      ['首次发现', 10],
      ['处置结果', 9],
      ['提出人', 9],
      ['办结人', 9],
    ],
    lines: (db, asked, _caller, scope) => {
      const names = new Map(currentRules(db, scope).rules.rules.map((one) => [one.id, one.name]));
      return closedWarnings(db, asked).map((one) => ({
        cells: [
          on(one.closedAt),
          one.name,
          names.get(one.rule) ?? one.rule,
          LEVELS[one.level],
          on(one.since),
          one.outcome === null ? '' : OUTCOMES[one.outcome],
          one.proposedBy ?? '',
          one.closedBy,
        ],
        fileId: one.fileId,
        itemId: null,
        secrecy: levelOf(one.rank),
      }));
    },
  },
  {
    kind: 'register',
    number: 11,
    id: 'training-book',
    title: '宣传教育登记簿',
    basis: '教育活动一次一行，按活动之日分年度；作废的不列。',
    columns: [
      ['日期', 10],
      ['内容', 28],
      ['形式', 9],
      ['地点', 14],
      ['主讲', 10],
      ['学时', 6],
      ['应到', 6],
      ['到会', 6],
      ['请假', 6],
      ['缺席', 6],
    ],
    lines: (db, asked) =>
      trainingSessions(db, asked).map((one) => ({
        cells: [
          on(one.heldOn),
          one.title,
          TRAINING_FORM_WORDS[one.form],
          one.place,
          one.speaker,
          String(one.hours),
          String(one.invited),
          String(one.present),
          String(one.leave),
          String(one.absent),
        ],
        fileId: null,
        itemId: null,
        secrecy: 'internal',
      })),
  },
  {
    kind: 'register',
    number: 12,
    id: 'output-book',
    title: '输出登记簿',
    basis: '离开本库的文件和打印，按输出之日分年度。',
    columns: [
      ['日期', 10],
      ['编号', 6],
      ['种类', 14],
      ['内容', 26],
      ['密级', 9],
      ['份数', 5],
      ['页数', 5],
      ['用途', 14],
      ['去向', 12],
      ['介质', 16],
      ['审批单号', 14],
      ['经办人', 9],
    ],
    lines: (db, asked, caller) =>
      ledgerRows(
        db,
        { ids: ledgerIds(db, { from: asked.from, to: asked.to }, caller).ids.toReversed() },
        caller,
      ).rows.map((one) => ({
        cells: [
          on(one.at),
          String(one.number),
          one.kind,
          one.title,
          one.mark,
          String(one.copies),
          String(one.pages),
          one.purpose,
          one.destination,
          one.medium,
          one.approval,
          one.by,
        ],
        fileId: null,
        itemId: null,
        secrecy: one.level,
      })),
  },
];
