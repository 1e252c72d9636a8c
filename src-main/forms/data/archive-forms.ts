/** Lists over the whole archive (domain 4, forms 18 and 19), of one year where they run by year. */
import { type Asked, COMMON, type Content, type Form, named } from '../form.ts';
import {
  cadres,
  copies,
  itemsRegistered,
  type ListedItem,
  loans,
  movements,
  notes,
  standings,
} from '../queries.ts';
import { chineseDay, common, dotted, secrecyOf } from './words.ts';

const LINES_A_PAGE = 25;

function list(
  asked: Asked,
  title: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  items: readonly Pick<ListedItem, 'secrecy' | 'secrecyYears'>[] = [],
): Content {
  const secrecy = secrecyOf(items);
  return {
    title,
    values: {
      ...common(asked, secrecy),
      年度: String(asked.year),
      条数: String(rows.length),
      行: rows.map((cells) => Object.fromEntries(cells.map((cell, at) => [headings[at] ?? '', cell]))),
    },
    headings,
    rows,
    widths,
    ...secrecy,
    pages: Math.max(1, Math.ceil(rows.length / LINES_A_PAGE)),
    subject: 'archive',
  };
}

interface Spec {
  readonly id: Form['id'];
  readonly name: string;
  readonly headings: readonly string[];
  readonly widths: readonly number[];
  readonly rows: (asked: Asked) => {
    readonly rows: readonly (readonly string[])[];
    readonly items?: readonly ListedItem[];
  };
}
const form = ({ id, name, headings, widths, rows }: Spec): Form => ({
  id,
  name,
  scope: 'archive',
  xlsx: true,
  placeholders: [
    ...COMMON,
    ...named('', { 年度: '哪一年', 条数: '共几条' }),
    ...named('行', Object.fromEntries(headings.map((heading) => [heading, '']))),
  ],
  make: (asked) => {
    const found = rows(asked);
    return list(asked, name, headings, found.rows, widths, found.items);
  },
});

const CASE_WORDS: Readonly<Record<string, string>> = {
  sealed: '待回执',
  receipted: '已回执',
  returned: '已退回',
  staged: '待接收',
  accepted: '已接收',
  refused: '已退回',
};
const COPY_WORDS: Readonly<Record<string, string>> = {
  out: '在外',
  returned: '已收回',
  destroyed: '已销毁',
  filed: '已归入案卷',
};

export const ARCHIVE_FORMS: readonly Form[] = [
  form({
    id: 'ledger',
    name: '材料登记台账',
    headings: ['序号', '登记日期', '姓名', '类号', '材料名称', '形成日期', '页数', '材料来处', '备注'],
    widths: [6, 12, 9, 7, 30, 10, 6, 12, 8],
    rows: ({ db, year, caller }) => {
      const items = itemsRegistered(db, year, caller.clearanceRank);
      return {
        items,
        rows: items.map((item, at) => [
          String(at + 1),
          item.createdAt.slice(0, 10),
          item.personName,
          item.classCode,
          item.title,
          item.date,
          String(item.pages),
          item.supplier,
          item.remarks,
        ]),
      };
    },
  }),
  form({
    id: 'corrections',
    name: '补正记录',
    headings: ['序号', '日期', '姓名', '情况', '经办人'],
    widths: [6, 14, 10, 58, 12],
    rows: ({ db, year, caller }) => ({
      rows: notes(db, undefined, year, caller.clearanceRank).map((note, at) => [
        String(at + 1),
        chineseDay(note.at),
        note.personName,
        note.text,
        note.by,
      ]),
    }),
  }),
  form({
    id: 'loans',
    name: '取出（借出）登记',
    headings: ['序号', '日期', '单位', '被借阅人', '借阅人', '理由', '查阅单号', '应还', '归还'],
    widths: [5, 11, 16, 10, 10, 18, 12, 9, 9],
    rows: ({ db, year, caller }) => ({
      rows: loans(db, year, caller.clearanceRank).map((one, at) => [
        String(at + 1),
        one.at.slice(0, 10),
        one.unit,
        one.name,
        one.borrower,
        one.reason,
        one.number,
        one.due.slice(0, 10),
        one.returned?.slice(0, 10) ?? '未还',
      ]),
    }),
  }),
  form({
    id: 'copies',
    name: '复制登记',
    headings: ['序号', '日期', '查阅单号', '被查阅人', '方式', '份号', '页数', '领取人', '去向'],
    widths: [6, 12, 14, 12, 8, 8, 8, 14, 18],
    rows: ({ db, year, caller }) => ({
      rows: copies(db, year, caller.clearanceRank).map((one, at) => [
        String(at + 1),
        one.at.slice(0, 10),
        one.number,
        one.name,
        one.kind === 'copy' ? '复制' : '摘抄',
        String(one.copyNumber),
        String(one.pages),
        one.by,
        `${COPY_WORDS[one.state] ?? one.state} ${one.settledAt?.slice(0, 10) ?? ''}`.trim(),
      ]),
    }),
  }),
  form({
    id: 'roster',
    name: '花名册',
    headings: ['序号', '卷号', '姓名', '性别', '出生日期', '工作单位', '现任职务', '级别', '档案状态'],
    widths: [6, 6, 10, 6, 10, 22, 22, 10, 8],
    rows: ({ db }) => ({
      rows: cadres(db).map((one, at) => [
        String(at + 1),
        String(one.volumeNumber),
        one.name,
        one.sex,
        dotted(one.birthDate),
        one.unit,
        one.posts,
        one.rank,
        { open: '在册', 'in-transfer': '转递中', sealed: '已封存' }[one.state],
      ]),
    }),
  }),
  form({
    id: 'standing',
    name: '在册统计',
    headings: ['单位', '人数', '在册', '转递中', '已封存', '件数', '扫描页数'],
    widths: [34, 11, 11, 11, 11, 11, 11],
    rows: ({ db, caller }) => {
      const units = standings(db, caller.clearanceRank);
      const sum = (of: (one: (typeof units)[number]) => number) =>
        String(units.reduce((total, one) => total + of(one), 0));
      return {
        rows: [
          ...units.map((one) => [
            one.unit || '（未填单位）',
            ...[one.people, one.open, one.moving, one.sealed, one.items, one.pages].map(String),
          ]),
          [
            '合计',
            sum((one) => one.people),
            sum((one) => one.open),
            sum((one) => one.moving),
            sum((one) => one.sealed),
            sum((one) => one.items),
            sum((one) => one.pages),
          ],
        ],
      };
    },
  }),
  form({
    id: 'movements',
    name: '转入转出名册',
    headings: ['序号', '方向', '日期', '通知单号', '姓名', '对方单位', '原因', '状态', '办结日期'],
    widths: [6, 7, 12, 15, 10, 20, 12, 9, 9],
    rows: ({ db, year }) => ({
      rows: movements(db, year).map((one, at) => [
        String(at + 1),
        one.direction === 'out' ? '转出' : '转入',
        one.at.slice(0, 10),
        one.slip,
        one.name,
        one.partner,
        one.reason,
        CASE_WORDS[one.state] ?? one.state,
        one.closedAt?.slice(0, 10) ?? '',
      ]),
    }),
  }),
];
