/** Makes the shipped templates of resources/templates anew. Run by hand when a form changes: `node tools/templates/main.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeightRule,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';

const OUT = join(import.meta.dirname, '..', '..', 'resources', 'templates');
// Names of type as offices have it; the reader's program falls back when it is missing.
const [SONG, FANG, HEI] = ['宋体', '仿宋', '黑体'];
const run = (text: string, size: number, font = FANG, bold = false) =>
  new TextRun({ text, size: size * 2, font, bold });
const left = (text: string, size = 12, font = FANG) =>
  new Paragraph({ spacing: { line: 400 }, children: [run(text, size, font)] });
const centre = (text: string, size: number, font = HEI, after = 200) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 120, after },
    children: [run(text, size, font, font === SONG)],
  });

const cell = (
  text: string,
  width: number,
  options: { bold?: boolean; centre?: boolean; span?: number; size?: number } = {},
) =>
  new TableCell({
    width: { size: width, type: WidthType.PERCENTAGE },
    verticalAlign: VerticalAlign.CENTER,
    ...(options.span === undefined ? {} : { columnSpan: options.span }),
    children: [
      new Paragraph({
        alignment: options.centre === true ? AlignmentType.CENTER : AlignmentType.LEFT,
        children: [run(text, options.size ?? 10.5, options.bold === true ? HEI : SONG)],
      }),
    ],
  });
const row = (cells: TableCell[], { heading = false, height = 400 } = {}) =>
  new TableRow({
    tableHeader: heading,
    cantSplit: true,
    height: { value: height, rule: HeightRule.ATLEAST },
    children: cells,
  });
const table = (rows: TableRow[]) => new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows });

/** Heading row that repeats on every page, and one row that a loop repeats. */
function loopTable(loop: string, columns: readonly (readonly [string, number])[]): Table {
  return table([
    row(
      columns.map(([name, width]) => cell(name, width, { bold: true, centre: true })),
      { heading: true },
    ),
    row(
      columns.map(([name, width], at) =>
        cell(
          `${at === 0 ? `{#${loop}}` : ''}{${name}}${at === columns.length - 1 ? `{/${loop}}` : ''}`,
          width,
        ),
      ),
    ),
  ]);
}

const header = new Header({ children: [new Paragraph({ children: [run('{密级}', 10.5, HEI)] })] });
const footer = new Footer({
  children: [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [
        new TextRun({
          size: 18,
          font: SONG,
          children: ['第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页'],
        }),
      ],
    }),
  ],
});

type Body = (Paragraph | Table)[];
async function write(id: string, children: Body, { landscape = false, pages = true } = {}): Promise<void> {
  const document = new Document({
    creator: '廉档',
    sections: [
      {
        properties: {
          page: {
            // A4 in twentieths of a point; 25 mm at the left for binding (domain 2.4).
            size: {
              width: 11906,
              height: 16838,
              orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: 1134, bottom: 1134, left: 1418, right: 1134, header: 567, footer: 567 },
          },
        },
        headers: { default: header },
        ...(pages ? { footers: { default: footer } } : {}),
        children,
      },
    ],
  });
  writeFileSync(join(OUT, `${id}.docx`), await Packer.toBuffer(document));
}

const facts = (pairs: readonly (readonly [string, string])[], label = 24) =>
  table(
    pairs.map(([name, value]) =>
      row(
        [cell(name, label, { bold: true, centre: true, size: 12 }), cell(value, 100 - label, { size: 12 })],
        { height: 560 },
      ),
    ),
  );
const two = (pairs: readonly (readonly [string, string, string, string])[]) =>
  pairs.map(([a, b, c, d]) =>
    row(
      [
        cell(a, 16, { bold: true, centre: true }),
        cell(b, 34),
        cell(c, 16, { bold: true, centre: true }),
        cell(d, 34),
      ],
      { height: 500 },
    ),
  );
const signed = (...words: readonly string[]) => words.map((word) => left(word, 12));
const list = (title: string, columns: readonly (readonly [string, number])[]): Body => [
  centre(title, 18),
  left('{单位}（{全宗号}）　　{年度}年　　共 {条数} 条　　{日期}', 10.5),
  loopTable('行', columns),
];

mkdirSync(OUT, { recursive: true });

await write(
  'cover',
  [
    centre('{单位}', 22, SONG, 600),
    centre('干 部 廉 政 档 案', 36, HEI, 900),
    facts([
      ['姓　　名', '{姓名}'],
      ['曾 用 名', '{曾用名}'],
      ['单位职务', '{工作单位}　{现任职务}'],
      ['档　　号', '{档号}'],
      ['卷　　次', '共 {共几卷} 卷　第 {第几卷} 卷'],
      ['起止日期', '{起始日期} 年 至 {终止日期} 年'],
      ['件数页数', '{件数} 件　{页数} 页'],
      ['保管期限', '{保管期限}'],
      ['建档单位', '{单位}'],
      ['建档日期', '{日期}'],
    ]),
  ],
  { pages: false },
);
await write(
  'spine',
  [
    new Table({
      width: { size: 24, type: WidthType.PERCENTAGE },
      rows: [
        ['全宗号', '{全宗号}'],
        ['姓名', '{姓名}'],
        ['档号', '{档号}'],
        ['卷', '{第几卷}／{共几卷}'],
        ['期限', '{保管期限}'],
        ['盒号', ''],
      ].map(
        ([name = '', value = '']) =>
          new TableRow({
            height: { value: 1900, rule: HeightRule.EXACT },
            children: [
              new TableCell({
                verticalAlign: VerticalAlign.CENTER,
                children: [
                  new Paragraph({ alignment: AlignmentType.CENTER, children: [run(name, 12, HEI)] }),
                  new Paragraph({ alignment: AlignmentType.CENTER, children: [run(value, 14, SONG)] }),
                ],
              }),
            ],
          }),
      ),
    }),
  ],
  { pages: false },
);

const CONTENTS = [
  ['序号', 9],
  ['材料名称', 42],
  ['年', 11],
  ['月', 6],
  ['日', 6],
  ['页数', 8],
  ['备注', 18],
] as const;
await write('contents', [
  centre('卷 内 目 录', 18),
  left('{单位}（{全宗号}）　　姓名：{姓名}　　卷号：{卷号}', 10.5),
  table([
    row(
      [
        cell('序号', 9, { bold: true, centre: true }),
        cell('材料名称', 42, { bold: true, centre: true }),
        cell('材料形成时间', 23, { bold: true, centre: true, span: 3 }),
        cell('页数', 8, { bold: true, centre: true }),
        cell('备注', 18, { bold: true, centre: true }),
      ],
      { heading: true },
    ),
    row(
      CONTENTS.map(([name, width]) =>
        cell(['年', '月', '日'].includes(name) ? name : '', width, { bold: true, centre: true }),
      ),
      { heading: true, height: 300 },
    ),
    row([cell('{#类目}', 9), cell('{类名}', 91, { bold: true, span: 6 })]),
    row(
      CONTENTS.map(([name, width], at) =>
        cell(`${at === 0 ? '{#材料}' : ''}{${name}}${at === 6 ? '{/材料}' : ''}`, width, {
          centre: at !== 1 && at !== 6,
        }),
      ),
    ),
    row(
      CONTENTS.map(([, width], at) =>
        cell(at === 0 ? '{#空行}{空}' : at === 6 ? '{/空行}{/类目}' : '', width),
      ),
    ),
  ]),
]);
await write('volume-note', [
  centre('备 考 表', 18),
  left('姓名：{姓名}　　卷号：{卷号}　　本卷 {件数} 件 {页数} 页', 12),
  left('本卷情况说明（缺损、修改、补充、移出、销毁、复印件）：', 12),
  loopTable('情况', [
    ['序号', 8],
    ['时间', 20],
    ['经办人', 14],
    ['情况说明', 58],
  ]),
  ...signed(
    '',
    '立卷（整理）人：　　　　　　　　　　　　　年　　月　　日',
    '检　　查　　人：　　　　　　　　　　　　　年　　月　　日',
  ),
]);
await write('registration', [
  centre('廉政档案登记表', 18),
  left('单位：{单位}　　　　　　　　　　　填表时间：{日期}', 10.5),
  table([
    ...two([
      ['姓　　名', '{姓名}', '曾 用 名', '{曾用名}'],
      ['性　　别', '{性别}', '民　　族', '{民族}'],
      ['出生日期', '{出生日期}', '身份证号', '{身份证号}'],
      ['政治面貌', '{政治面貌}', '入党时间', '{入党时间}'],
      ['参加工作', '{参加工作时间}', '职　　级', '{职级}'],
      ['工作单位', '{工作单位}', '部　　门', '{部门}'],
    ]),
    row([cell('现任职务', 16, { bold: true, centre: true }), cell('{现任职务}', 84, { span: 3 })], {
      height: 500,
    }),
  ]),
  left('家庭成员及主要社会关系', 12, HEI),
  loopTable('家庭成员', [
    ['称谓', 16],
    ['姓名', 24],
    ['单位及职务', 60],
  ]),
  left('奖惩情况', 12, HEI),
  loopTable('奖惩', [
    ['时间', 18],
    ['名称', 56],
    ['机关', 26],
  ]),
  ...signed(
    '',
    '本人签名：　　　　　　　　　　年　　月　　日',
    '单位意见（盖章）：　　　　　　　　年　　月　　日',
    '审核意见：　　　　　　　　　　年　　月　　日',
  ),
]);
await write(
  'handover',
  [
    centre('材 料 移 交 清 单', 18),
    left('档案所属：{姓名}　　卷号：{卷号}　　共 {件数} 件 {页数} 页　　一式两份', 10.5),
    loopTable('材料', [
      ['序号', 6],
      ['材料名称', 32],
      ['形成日期', 11],
      ['页数', 6],
      ['份数', 6],
      ['原件或复印', 10],
      ['类别', 7],
      ['材料来处', 12],
      ['备注', 10],
    ]),
    ...signed(
      '',
      '移交单位（盖章）：　　　　　　　　移交人：　　　　　　　　年　　月　　日',
      '接收单位（盖章）：　　　　　　　　接收人：　　　　　　　　年　　月　　日',
    ),
  ],
  { landscape: true },
);
await write('missing', [
  centre('欠缺材料追缴通知单', 18),
  left('　　　　　　　　：', 12),
  left(
    '　　{姓名}同志（{工作单位}）的廉政档案缺少下列{年度}年度材料 {项数} 项，请于限期内补交，材料须签名、盖章齐全。',
    12,
  ),
  loopTable('材料', [
    ['序号', 7],
    ['材料名称', 29],
    ['材料时间', 13],
    ['类号', 9],
    ['责任部门', 16],
    ['限期', 10],
    ['催收记录', 10],
    ['备注', 6],
  ]),
  ...signed(
    '',
    '　　　　　　　　　　　　　　　　　　　　　　{单位}（盖章）',
    '　　　　　　　　　　　　　　　　　　　　　　{日期}',
  ),
]);
await write('posts', [
  centre('职务变动登记表', 18),
  left('姓名：{姓名}　　卷号：{卷号}　　单位：{工作单位}', 12),
  loopTable('职务', [
    ['任职时间', 16],
    ['职务名称', 42],
    ['任免机关及文号', 28],
    ['免职时间', 14],
  ]),
]);
const LISTS: Readonly<Record<string, readonly [string, readonly (readonly [string, number])[]]>> = {
  ledger: [
    '材料登记台账',
    [
      ['序号', 6],
      ['登记日期', 11],
      ['姓名', 9],
      ['类号', 7],
      ['材料名称', 33],
      ['形成日期', 10],
      ['页数', 6],
      ['材料来处', 10],
      ['备注', 8],
    ],
  ],
  corrections: [
    '补正记录',
    [
      ['序号', 6],
      ['日期', 16],
      ['姓名', 10],
      ['情况', 56],
      ['经办人', 12],
    ],
  ],
  loans: [
    '取出（借出）登记',
    [
      ['序号', 6],
      ['日期', 10],
      ['单位', 16],
      ['被借阅人', 9],
      ['借阅人', 9],
      ['理由', 18],
      ['查阅单号', 14],
      ['应还', 9],
      ['归还', 9],
    ],
  ],
  copies: [
    '复制登记',
    [
      ['序号', 6],
      ['日期', 11],
      ['查阅单号', 15],
      ['被查阅人', 12],
      ['方式', 8],
      ['份号', 8],
      ['页数', 8],
      ['领取人', 14],
      ['去向', 18],
    ],
  ],
  roster: [
    '干部花名册',
    [
      ['序号', 6],
      ['卷号', 6],
      ['姓名', 9],
      ['性别', 6],
      ['出生日期', 11],
      ['工作单位', 22],
      ['现任职务', 22],
      ['级别', 10],
      ['档案状态', 8],
    ],
  ],
  standing: [
    '在册统计表',
    [
      ['单位', 34],
      ['人数', 11],
      ['在册', 11],
      ['转递中', 11],
      ['已封存', 11],
      ['件数', 11],
      ['扫描页数', 11],
    ],
  ],
  movements: [
    '转入转出名册',
    [
      ['序号', 6],
      ['方向', 7],
      ['日期', 11],
      ['通知单号', 16],
      ['姓名', 10],
      ['对方单位', 20],
      ['原因', 12],
      ['状态', 9],
      ['办结日期', 9],
    ],
  ],
};
for (const [id, [title, columns]] of Object.entries(LISTS))
  await write(id, list(title, columns), { landscape: true });
