/** 廉政意见回复 and 廉洁自律结论性意见 in the layout of 公文 (GB/T 9704-2012, domain 2.11), and the list of grounds behind one. */
import { AlignmentType, Document, Packer, Paragraph, TextRun } from 'docx';
import { grid, line, markLine, paper, title } from './layout.ts';
import { drawnPdf, MM } from './pdf.ts';

export interface LetterData {
  readonly kind: 'reply' | 'conclusion';
  readonly fondsName: string;
  /** 密级★期限; empty: none is printed. */
  readonly mark: string;
  readonly number: string;
  readonly to: string;
  readonly personName: string;
  readonly unit: string;
  readonly post: string;
  readonly opening: string;
  readonly sentences: readonly string[];
  readonly conclusion: string;
  readonly draftedBy: string;
  readonly reviewedBy: string;
  readonly signedBy: string;
  /** 2026年11月25日; empty: not signed yet. */
  readonly date: string;
}

/** Twentieths of a point in a millimetre. */
const TWENTIETHS = 1440 / 25.4;
/** Half points: 3号 is 16 pt, 2号 is 22 pt. */
const BODY_SIZE = 32;
const TITLE_SIZE = 44;
/** 22 lines on 225 mm. */
const LINE = Math.round((225 / 22) * TWENTIETHS);
const BODY = '仿宋';
const TITLE = '方正小标宋简体';

/** The heading of a letter, without the punctuation marks that 公文 leaves out. */
export const letterTitle = ({ kind, personName }: Pick<LetterData, 'kind' | 'personName'>): string =>
  kind === 'reply'
    ? `关于${personName}同志党风廉政情况的回复`
    : `关于${personName}同志廉洁自律情况的结论性意见`;

/** A letter as paragraphs, first line indent told apart: what docx and PDF are both made of. */
export function letterLines(
  data: LetterData,
): { readonly text: string; readonly indent: boolean; readonly right: boolean }[] {
  const body = (text: string) => ({ text, indent: true, right: false });
  const plain = (text: string) => ({ text, indent: false, right: false });
  const right = (text: string) => ({ text, indent: false, right: true });
  const signed = (role: string, name: string) => `${role}：${name === '' ? '　　　　　　' : name}`;
  return [
    ...(data.to === '' ? [] : [plain(`${data.to}：`)]),
    body(data.opening),
    ...data.sentences.map((text, at) => body(data.sentences.length === 1 ? text : `${at + 1}．${text}`)),
    body(data.conclusion),
    plain(''),
    ...(data.kind === 'conclusion'
      ? [
          plain('党委（党组）书记（签字）：'),
          plain(''),
          plain('纪委书记（纪检监察组组长）（签字）：'),
          plain(''),
        ]
      : []),
    right(data.fondsName),
    right(data.date === '' ? '　　年　　月　　日' : data.date),
    plain(''),
    plain(
      [signed('承办', data.draftedBy), signed('审核', data.reviewedBy), signed('签发', data.signedBy)].join(
        '　　',
      ),
    ),
  ];
}

export function letterDocx(data: LetterData): Promise<Buffer> {
  const run = (text: string, size = BODY_SIZE, font = BODY) => new TextRun({ text, size, font });
  const spacing = { line: LINE, lineRule: 'exact' } as const;
  return Packer.toBuffer(
    new Document({
      creator: '廉档',
      sections: [
        {
          properties: {
            page: {
              size: { width: Math.round(210 * TWENTIETHS), height: Math.round(297 * TWENTIETHS) },
              // Type area 156 × 225 mm: 37 above, 28 at the left.
              margin: {
                top: Math.round(37 * TWENTIETHS),
                bottom: Math.round(35 * TWENTIETHS),
                left: Math.round(28 * TWENTIETHS),
                right: Math.round(26 * TWENTIETHS),
              },
            },
          },
          children: [
            ...(data.mark === ''
              ? []
              : [new Paragraph({ spacing, children: [run(data.mark, BODY_SIZE, '黑体')] })]),
            new Paragraph({ spacing, alignment: AlignmentType.RIGHT, children: [run(data.number)] }),
            new Paragraph({ spacing, children: [] }),
            new Paragraph({
              spacing: { line: Math.round(LINE * 1.2), lineRule: 'exact' },
              alignment: AlignmentType.CENTER,
              children: [run(letterTitle(data), TITLE_SIZE, TITLE)],
            }),
            new Paragraph({ spacing, children: [] }),
            ...letterLines(data).map(
              ({ text, indent, right }) =>
                new Paragraph({
                  spacing,
                  ...(right ? { alignment: AlignmentType.RIGHT } : {}),
                  ...(indent ? { indent: { firstLine: BODY_SIZE * 20 } } : {}),
                  children: [run(text)],
                }),
            ),
          ],
        },
      ],
    }),
  );
}

/** The same letter for the file: what a scan of the signed paper may later replace. */
export function letterPdf(font: string, data: LetterData): Promise<Buffer> {
  const margins = { top: 37 * MM, bottom: 35 * MM, left: 28 * MM, right: 26 * MM };
  return drawnPdf({ size: 'A4', margins }, (document) => {
    document.registerFont('body', font).font('body');
    document.fontSize(16).text(data.mark === '' ? ' ' : data.mark);
    document.text(data.number, { align: 'right' }).moveDown();
    document.fontSize(22).text(letterTitle(data), { align: 'center' }).moveDown();
    document.fontSize(16);
    for (const { text, indent, right } of letterLines(data))
      document.text(text === '' ? ' ' : text, {
        lineGap: 8,
        indent: indent ? 32 : 0,
        align: right ? 'right' : 'left',
      });
  });
}

export interface GroundsData {
  readonly fondsName: string;
  readonly mark: string;
  readonly heading: string;
  readonly number: string;
  readonly asOf: string;
  readonly rows: readonly { readonly text: string; readonly sources: readonly string[] }[];
  readonly kept: string;
}
/** 依据清单: each sentence with what it rests on; stays in the office. */
export function groundsDocx(data: GroundsData): Promise<Buffer> {
  return paper([
    markLine(data.mark),
    title('依据清单'),
    line(`单位：${data.fondsName}　　文号：${data.number === '' ? '（未签发）' : data.number}`),
    line(`《${data.heading}》　　截止日：${data.asOf}`),
    grid(
      ['序号', '句子', '出处'],
      data.rows.map((row, at) => [String(at + 1), row.text, row.sources.join('；')]),
      [8, 46, 46],
    ),
    line(data.kept === '' ? '' : `签发时留存的在案状态：SHA-256 ${data.kept}`),
  ]);
}
