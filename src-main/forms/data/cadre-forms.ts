/** Forms of one cadre (domain 4, forms 1, 2, 3, 5, 6, 17, 19). */
import { Refusal } from '#contract/result.ts';
import { dueOfMany } from '#main/duty/index.ts';
import { careerOf } from '#main/people/index.ts';
import { classNames, currentScheme } from '#main/scheme/index.ts';
import { type Asked, COMMON, type Content, type Form, named, type Values } from '../form.ts';
import { type CadreRecord, cadre, itemsOf, type ListedItem, notes, relatives } from '../queries.ts';
import {
  chineseDay,
  common,
  dayOf,
  dotted,
  monthOf,
  numeral,
  RETENTION,
  secrecyOf,
  yearOf,
} from './words.ts';

/** Rows left empty behind each class, so that later material can be entered by hand (domain 2.4). */
const BLANK_ROWS = 3;
const LINES_A_PAGE = 25;

function theCadre({ db, fileId }: Asked): CadreRecord {
  const found = fileId === undefined ? undefined : cadre(db, fileId);
  if (!found) throw new Refusal('not-found', '没有这名干部的卷，列表可能已变化，请刷新。');
  return found;
}
const about = (one: CadreRecord): Values => ({
  姓名: one.name,
  曾用名: one.formerName,
  性别: one.sex,
  民族: one.ethnicity,
  出生日期: dotted(one.birthDate),
  政治面貌: one.politicalStatus,
  入党时间: dotted(one.partyDate),
  参加工作时间: dotted(one.workDate),
  职级: one.rank,
  工作单位: one.unit,
  部门: one.department,
  现任职务: one.posts,
  卷号: String(one.volumeNumber),
});
const ABOUT = named('', {
  姓名: '姓名',
  曾用名: '曾用名',
  性别: '性别',
  民族: '民族',
  出生日期: '如 1966.05',
  政治面貌: '政治面貌',
  入党时间: '入党时间',
  参加工作时间: '参加工作时间',
  职级: '级别职务',
  工作单位: '单位',
  部门: '部门',
  现任职务: '各职务，以顿号隔开',
  卷号: '人员卷号',
});

/** 卷的概要: what cover and spine say of the material. */
function volume(asked: Asked, one: CadreRecord): { items: ListedItem[]; values: Values } {
  const items = itemsOf(asked.db, one.fileId, asked.caller.clearanceRank);
  const dates = items
    .map((item) => item.dateSort)
    .filter((date) => date !== '')
    .toSorted();
  const rank = ['D10', 'D30', 'Y'];
  const longest = items.map((item) => rank.indexOf(item.retention)).reduce((a, b) => Math.max(a, b), 0);
  return {
    items,
    values: {
      档号: items.find((item) => item.archivalCode)?.archivalCode?.replace(/-[^-]*$/, '') ?? '',
      共几卷: '1',
      第几卷: '1',
      起始日期: dates[0]?.slice(0, 4) ?? '',
      终止日期: dates.at(-1)?.slice(0, 4) ?? '',
      件数: String(items.length),
      页数: String(items.reduce((sum, item) => sum + item.pages, 0)),
      保管期限: items.length === 0 ? '' : (RETENTION[rank[longest] ?? 'D10'] ?? ''),
    },
  };
}
const VOLUME = named('', {
  档号: '卷的档号',
  共几卷: '共几卷',
  第几卷: '第几卷',
  起始日期: '最早年份',
  终止日期: '最晚年份',
  件数: '件数',
  页数: '页数',
  保管期限: '最长的期限',
});

const paper = (
  asked: Asked,
  title: string,
  one: CadreRecord,
  items: readonly ListedItem[],
  values: Values,
  table: Pick<Content, 'headings' | 'rows' | 'widths'> = { headings: [], rows: [], widths: [] },
): Content => {
  const secrecy = secrecyOf(items);
  return {
    title: `${title}：${one.name}`,
    values: { ...common(asked, secrecy), ...about(one), ...values },
    ...table,
    ...secrecy,
    pages: Math.max(1, Math.ceil(table.rows.length / LINES_A_PAGE)),
    subject: `file:${one.fileId}`,
  };
};

function coverOrSpine(title: string) {
  return (asked: Asked): Content => {
    const one = theCadre(asked);
    const { items, values } = volume(asked, one);
    return paper(asked, title, one, items, values);
  };
}

function contents(asked: Asked): Content {
  const one = theCadre(asked);
  const items = itemsOf(asked.db, one.fileId, asked.caller.clearanceRank);
  const { classes } = currentScheme(asked.db);
  const byClass = Map.groupBy(items, (item) => item.classCode);
  const blank = () => Array.from({ length: BLANK_ROWS }, (): Values => ({ 空: '' }));
  const top = classes.filter((group) => group.parent === null);
  const loops: Values[] = [];
  const rows: string[][] = [];
  for (const [at, group] of top.entries()) {
    const subs = classes.filter((sub) => sub.parent === group.code);
    const own = subs.flatMap((sub) => byClass.get(sub.code) ?? []);
    const heading = `${numeral(at + 1)}、${group.name}`;
    rows.push([heading]);
    const lines = own.map((item, index): Values => {
      const sequence = item.classSequence ?? index + 1;
      rows.push([
        item.classSequence === null ? `（${index + 1}）` : String(sequence),
        item.title,
        yearOf(item.date),
        monthOf(item.date),
        dayOf(item.date),
        String(item.pages),
        remarkOf(item),
      ]);
      return {
        序号: item.classSequence === null ? `（${index + 1}）` : String(sequence),
        类号: item.classCode,
        材料名称: item.title,
        年: yearOf(item.date),
        月: monthOf(item.date),
        日: dayOf(item.date),
        页数: String(item.pages),
        备注: remarkOf(item),
        责任者: item.author,
        文号: item.documentNumber,
        来源: item.supplier,
      };
    });
    loops.push({ 类名: heading, 材料: lines, 空行: blank() });
  }
  return paper(
    asked,
    '卷内目录',
    one,
    items,
    { 类目: loops },
    {
      headings: ['序号', '材料名称', '年', '月', '日', '页数', '备注'],
      rows,
      widths: [8, 46, 7, 5, 5, 7, 18],
    },
  );
}
const remarkOf = (item: ListedItem) =>
  [item.originality === 'copy' ? '复印件' : '', item.remarks].filter(Boolean).join('；');

function volumeNote(asked: Asked): Content {
  const one = theCadre(asked);
  const { items, values } = volume(asked, one);
  const lines = notes(asked.db, one.fileId, undefined, asked.caller.clearanceRank);
  return paper(
    asked,
    '备考表',
    one,
    items,
    {
      ...values,
      情况: lines.map((note, at) => ({
        序号: String(at + 1),
        时间: chineseDay(note.at),
        经办人: note.by,
        情况说明: note.text,
      })),
    },
    {
      headings: ['序号', '日期', '经办人', '情况说明'],
      rows: lines.map((note, at) => [String(at + 1), chineseDay(note.at), note.by, note.text]),
      widths: [8, 16, 12, 64],
    },
  );
}

function registration(asked: Asked): Content {
  const one = theCadre(asked);
  const family = relatives(asked.db, one.personId);
  const items = itemsOf(asked.db, one.fileId, asked.caller.clearanceRank).filter((item) =>
    item.classCode.startsWith('09'),
  );
  return paper(
    asked,
    '廉政档案登记表',
    one,
    items,
    {
      身份证号: one.idNumber,
      家庭成员: family.map((each) => ({ 称谓: each.relation, 姓名: each.name, 单位及职务: each.work })),
      奖惩: items.map((item) => ({ 时间: dotted(item.date), 名称: item.title, 机关: item.author })),
    },
    {
      headings: ['称谓', '姓名', '工作单位及职务'],
      rows: family.map((each) => [each.relation, each.name, each.work]),
      widths: [15, 20, 65],
    },
  );
}

function handover(asked: Asked): Content {
  const one = theCadre(asked);
  const items = itemsOf(asked.db, one.fileId, asked.caller.clearanceRank);
  const cells = (item: ListedItem, at: number) => [
    String(at + 1),
    item.title,
    item.date,
    String(item.pages),
    '1',
    item.originality === 'copy' ? '复印件' : '原件',
    item.classCode,
    item.supplier,
    item.remarks,
  ];
  const headings = ['序号', '材料名称', '形成日期', '页数', '份数', '原件或复印', '类别', '材料来处', '备注'];
  return paper(
    asked,
    '材料移交清单',
    one,
    items,
    {
      材料: items.map((item, at) =>
        Object.fromEntries(cells(item, at).map((cell, index) => [headings[index] ?? '', cell])),
      ),
      件数: String(items.length),
      页数: String(items.reduce((sum, item) => sum + item.pages, 0)),
    },
    { headings, rows: items.map(cells), widths: [6, 34, 11, 6, 6, 9, 8, 14, 12] },
  );
}

function missing(asked: Asked): Content {
  const one = theCadre(asked);
  const year = String(asked.year);
  const names = classNames(asked.db);
  // Two years on: what is about a year may be due in the next ones.
  const window = { fileId: one.fileId, from: `${year}0101`, to: `${asked.year + 2}1231` };
  const due = dueOfMany(asked.db, window, asked.caller, asked.scope)
    .flatMap((cadre) => cadre.due)
    .filter((each) => each.itemId === null && (each.period || each.dueOn).startsWith(year));
  const cells = due.map((each, at) => [
    String(at + 1),
    names.get(each.classCode) ?? '',
    each.period.length === 4 ? `${year}年度` : dotted(each.period || each.dueOn),
    each.classCode,
    each.department,
    dotted(each.dueOn),
    '',
    '',
  ]);
  const headings = ['序号', '材料名称', '材料时间', '类号', '责任部门', '限期', '催收记录', '备注'];
  return paper(
    asked,
    '欠缺材料追缴通知单',
    one,
    [],
    {
      年度: String(asked.year),
      材料: cells.map((line) => Object.fromEntries(line.map((cell, index) => [headings[index] ?? '', cell]))),
      项数: String(due.length),
    },
    { headings, rows: cells, widths: [6, 30, 12, 8, 18, 10, 10, 6] },
  );
}

function posts(asked: Asked): Content {
  const one = theCadre(asked);
  const list = careerOf(asked.db, one.personId).map((post) => [
    dotted(post.fromDate),
    `${post.unitThen}${post.title}`,
    [post.appointedBy, post.documentNumber].filter(Boolean).join('　'),
    post.ended ? dotted(post.untilDate) || '不详' : '',
  ]);
  return paper(
    asked,
    '职务变动登记表',
    one,
    [],
    {
      职务: [
        ...list.map(
          ([任职时间 = '', 职务名称 = '', 任免机关及文号 = '', 免职时间 = '']): Values => ({
            任职时间,
            职务名称,
            任免机关及文号,
            免职时间,
          }),
        ),
        ...Array.from(
          { length: 12 },
          (): Values => ({ 任职时间: '', 职务名称: '', 任免机关及文号: '', 免职时间: '' }),
        ),
      ],
    },
    {
      headings: ['任职时间', '职务名称', '任免机关及文号', '免职时间'],
      rows: list,
      widths: [16, 44, 26, 14],
    },
  );
}

export const CADRE_FORMS: readonly Form[] = [
  {
    id: 'cover',
    name: '卷封面',
    scope: 'cadre',
    xlsx: false,
    placeholders: [...COMMON, ...ABOUT, ...VOLUME],
    make: coverOrSpine('卷封面'),
  },
  {
    id: 'spine',
    name: '卷脊',
    scope: 'cadre',
    xlsx: false,
    placeholders: [...COMMON, ...ABOUT, ...VOLUME],
    make: coverOrSpine('卷脊'),
  },
  {
    id: 'contents',
    name: '卷内目录',
    scope: 'cadre',
    xlsx: true,
    placeholders: [
      ...COMMON,
      ...ABOUT,
      ...named('类目', { 类名: '如 一、基础信息' }),
      ...named('材料', {
        序号: '类内顺序号；括号：未定号',
        类号: '四位类号',
        材料名称: '题名',
        年: '形成年',
        月: '月',
        日: '日',
        页数: '页数',
        备注: '复印件等',
        责任者: '责任者',
        文号: '文号',
        来源: '材料来处',
      }),
      ...named('空行', { 空: '每类之后留的空行' }),
    ],
    make: contents,
  },
  {
    id: 'volume-note',
    name: '备考表',
    scope: 'cadre',
    xlsx: false,
    placeholders: [
      ...COMMON,
      ...ABOUT,
      ...VOLUME,
      ...named('情况', { 序号: '序号', 时间: '日期', 经办人: '经办人', 情况说明: '缺损、补充、移出等' }),
    ],
    make: volumeNote,
  },
  {
    id: 'registration',
    name: '廉政档案登记表',
    scope: 'cadre',
    xlsx: false,
    placeholders: [
      ...COMMON,
      ...ABOUT,
      ...named('', { 身份证号: '全号' }),
      ...named('家庭成员', { 称谓: '称谓', 姓名: '姓名', 单位及职务: '单位及职务' }),
      ...named('奖惩', { 时间: '时间', 名称: '材料题名', 机关: '责任者' }),
    ],
    make: registration,
  },
  {
    id: 'handover',
    name: '材料移交清单',
    scope: 'cadre',
    xlsx: true,
    placeholders: [
      ...COMMON,
      ...ABOUT,
      ...named('', { 件数: '件数', 页数: '页数' }),
      ...named('材料', {
        序号: '',
        材料名称: '',
        形成日期: '',
        页数: '',
        份数: '',
        原件或复印: '',
        类别: '',
        材料来处: '',
        备注: '',
      }),
    ],
    make: handover,
  },
  {
    id: 'missing',
    name: '欠缺材料追缴通知单',
    scope: 'cadre',
    xlsx: true,
    placeholders: [
      ...COMMON,
      ...ABOUT,
      ...named('', { 年度: '哪一年度', 项数: '欠缺几项' }),
      ...named('材料', {
        序号: '',
        材料名称: '',
        材料时间: '',
        类号: '',
        责任部门: '',
        限期: '',
        催收记录: '',
        备注: '',
      }),
    ],
    make: missing,
  },
  {
    id: 'posts',
    name: '职务变动登记表',
    scope: 'cadre',
    xlsx: false,
    placeholders: [
      ...COMMON,
      ...ABOUT,
      ...named('职务', { 任职时间: '', 职务名称: '', 任免机关及文号: '', 免职时间: '' }),
    ],
    make: posts,
  },
];
