/** 查阅文书: form 7 (审批表), forms 8 and 18 (registers), excerpts and copies (domain 4). */
import {
  Header,
  HeightRule,
  HorizontalPositionRelativeFrom,
  ImageRun,
  PageBreak,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  VerticalAlign,
  VerticalPositionRelativeFrom,
  WidthType,
} from 'docx';
import { day, grid, line, markLine, paper, text, title } from './layout.ts';
import type { WordTable } from './sheets.ts';

export interface ApprovalSheet {
  readonly archiveUnit: string;
  readonly number: string;
  readonly secrecyMark: string;
  readonly unit: string;
  readonly cadre: { readonly name: string; readonly post: string };
  readonly readers: readonly {
    readonly name: string;
    readonly unit: string;
    readonly post: string;
    readonly politicalStatus: string;
  }[];
  readonly purpose: string;
  readonly reason: string;
  readonly content: string;
  readonly ways: string;
  readonly minutes: number;
  readonly validity: string;
  readonly mayCopy: boolean;
  readonly phone: string;
  readonly basis: string;
  readonly unitLeader: string;
  /** Each step of the chain, signed or not. */
  readonly opinions: readonly {
    readonly step: string;
    readonly opinion: string;
    readonly by: string;
    readonly at: string;
  }[];
  readonly clerk: string;
  readonly appliedAt: string;
  readonly state: string;
  readonly returned: string;
  readonly emergency: boolean;
}

/** A row of label and content, twice; an odd one takes the whole width. */
type Field = readonly [label: string, content: string];

const cell = (words: string, share: number, span = 1, strong = false) =>
  new TableCell({
    width: { size: share, type: WidthType.PERCENTAGE },
    columnSpan: span,
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
    children: words
      .split('\n')
      .map((one) => new Paragraph({ spacing: { line: 300 }, children: [text(one, 11, strong)] })),
  });
const pair = (one: Field, other: Field) =>
  new TableRow({
    cantSplit: true,
    children: [cell(one[0], 17, 1, true), cell(one[1], 33), cell(other[0], 17, 1, true), cell(other[1], 33)],
  });
/** @param tall room for a signature and a stamp */
const wide = ([label, content]: Field, tall = false) =>
  new TableRow({
    cantSplit: true,
    // In twentieths of a point.
    ...(tall ? { height: { value: 1100, rule: HeightRule.ATLEAST } } : {}),
    children: [cell(label, 17, 1, true), cell(content, 83, 3)],
  });

/** 查（借）阅审批表 (form 7). */
export function approvalSheet(data: ApprovalSheet): Promise<Buffer> {
  const signed = (one: ApprovalSheet['opinions'][number]) =>
    one.by === ''
      ? '\n　　　　　　　　　　　　签字：　　　　　　　　　　　　年　　月　　日'
      : `${one.opinion || '同意。'}\n　　　　　　　　　　　　签批人：${one.by}　　　　　${one.at}`;
  const rows = [
    pair(['档案管理单位', data.archiveUnit], ['查阅单位', data.unit]),
    pair(['查阅何人档案', data.cadre.name], ['单位职务', data.cadre.post]),
    ...data.readers.map((reader, at) =>
      wide([
        `查阅人${at + 1}`,
        `${reader.name}　　${reader.politicalStatus}　　${reader.unit}　${reader.post}`,
      ]),
    ),
    pair(['查阅事由', data.purpose], ['联系电话', data.phone]),
    wide(['查阅理由', data.reason]),
    wide(['查阅内容', data.content]),
    pair(['查阅方式', data.ways], ['查阅时长', `${data.minutes} 分钟`]),
    pair(['有效期', data.validity], ['允许复制', data.mayCopy ? '是' : '否']),
    wide(['申请材料附件', data.basis]),
    wide(
      [
        '申请单位负责人',
        `${data.unitLeader === '' ? '　　　　　　' : data.unitLeader}　　（签字盖章）　　　　　年　　月　　日`,
      ],
      true,
    ),
    ...data.opinions.map((one) => wide([one.step, signed(one)], true)),
    pair(['经办人', data.clerk], ['申请日期', data.appliedAt]),
    wide(['办理情况', data.state]),
    wide(['归还记录', data.returned]),
  ];
  return paper([
    new Paragraph({
      tabStops: [{ type: 'right', position: 9600 }],
      children: [text(`${data.secrecyMark}\t编号：${data.number}`, 11)],
    }),
    title(`干部廉政档案查（借）阅审批表${data.emergency ? '（紧急查阅）' : ''}`),
    new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows }),
  ]);
}

/** A register as a landscape ledger (forms 8 and 18). */
export function registerDocx(table: WordTable): Promise<Buffer> {
  const whole = table.widths.reduce((sum, one) => sum + one, 0);
  return paper(
    [
      ...(table.mark === undefined ? [] : [markLine(table.mark)]),
      title(table.title),
      line(table.subtitle),
      grid(
        table.headings,
        table.rows,
        table.widths.map((one) => Math.round((one / whole) * 100)),
        // Fourteen columns on a page: a date keeps to one line.
        9,
      ),
      ...(table.note === undefined ? [] : [new Paragraph({ children: [text(table.note, 9)] })]),
    ],
    true,
  );
}

/** Size of a picture and its bytes. */
export interface Sheet {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The face of an A4 page inside margins of 20 mm, in pixels at 96 dpi as the library counts them. */
const FACE = { width: 642, height: 950 };

/** Copies as a document: one picture a page, the mark of the copy above each. */
export function copyDocx(mark: string, sheets: readonly Sheet[]): Promise<Buffer> {
  const children = sheets.map(({ bytes, width, height }, at) => {
    const scale = Math.min(FACE.width / width, FACE.height / height);
    const transformation = { width: Math.floor(width * scale), height: Math.floor(height * scale) };
    return new Paragraph({
      children: [
        ...(at > 0 ? [new PageBreak()] : []),
        new ImageRun({ type: 'jpg', data: Buffer.from(bytes), transformation }),
      ],
    });
  });
  return paper(children, false, new Header({ children: [line(mark)] }));
}

export interface ExcerptPaper {
  readonly mark: string;
  readonly number: string;
  readonly personName: string;
  readonly readers: string;
  readonly secrecyMark: string;
  readonly excerpts: readonly {
    readonly title: string;
    readonly archivalCode: string;
    readonly text: string;
  }[];
  readonly checkedBy: string;
  readonly madeAt: string;
  /** The watermark over a whole A4 page, transparent around. */
  readonly background: Uint8Array;
}

/** 摘抄件: checked excerpts, the watermark behind every page. */
export function excerptPaper(data: ExcerptPaper): Promise<Buffer> {
  const background = new ImageRun({
    type: 'png',
    data: Buffer.from(data.background),
    // A4 at 96 dpi.
    transformation: { width: 794, height: 1123 },
    floating: {
      behindDocument: true,
      horizontalPosition: { relative: HorizontalPositionRelativeFrom.PAGE, offset: 0 },
      verticalPosition: { relative: VerticalPositionRelativeFrom.PAGE, offset: 0 },
    },
  });
  const header = new Header({ children: [new Paragraph({ children: [background, text(data.mark, 11)] })] });
  return paper(
    [
      line(data.secrecyMark),
      title('干部廉政档案摘抄件'),
      line(`查阅单：${data.number}　　被查阅人：${data.personName}`),
      line(`摘抄人：${data.readers}`),
      ...data.excerpts.flatMap((one, at) => [
        line(`${at + 1}．摘自「${one.title}」${one.archivalCode === '' ? '' : `（${one.archivalCode}）`}`),
        ...one.text.split('\n').map((words) => line(`　　${words}`)),
      ]),
      line(''),
      line(`经核对，摘抄与原件相符。核对人：${data.checkedBy}　　（盖章）　　${day(data.madeAt)}`),
    ],
    false,
    header,
  );
}
