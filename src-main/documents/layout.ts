/** What all papers share: type, title, lines, grids, page and footer. */
import {
  AlignmentType,
  Document,
  Footer,
  type Header,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';

/** 公文 body type, as offices have it installed; the reader's program falls back when it is missing. */
const BODY = '仿宋';
const HEAD = '宋体';

export const day = (iso: string) => {
  const [year, month, date] = iso.slice(0, 10).split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
};
export const text = (words: string, size: number, bold = false) =>
  new TextRun({ text: words, size: size * 2, bold, font: bold ? HEAD : BODY });
const struck = (words: string, size: number) =>
  new TextRun({ text: words, size: size * 2, font: BODY, strike: true });
export const title = (words: string) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 160, after: 160 },
    children: [text(words, 18, true)],
  });
export const line = (words: string) => new Paragraph({ spacing: { line: 360 }, children: [text(words, 12)] });
/** 密级★期限, at the top left of the first page (domain 2.10). */
export const markLine = (mark: string) => new Paragraph({ children: [text(mark, 12, true)] });
/** Words of a cell; `struck` stands before them, struck through. A number stays one in a sheet, so that it can be added up. */
export type Cell =
  | string
  | { readonly struck: string; readonly text: string }
  | { readonly value: number; readonly as: 'number' | 'share' | 'mean' };
/** As people read it: 45.2%, 3.5, 120. */
export function valueWords({
  value,
  as,
}: {
  readonly value: number;
  readonly as: 'number' | 'share' | 'mean';
}): string {
  if (as === 'share') return `${(100 * value).toFixed(1)}%`;
  return as === 'mean' ? value.toFixed(1) : String(value);
}
export function grid(
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
  widths: readonly number[],
  size = 10.5,
): Table {
  const row = (cells: readonly Cell[], heading: boolean) =>
    new TableRow({
      tableHeader: heading,
      cantSplit: true,
      children: cells.map(
        (words, at) =>
          new TableCell({
            width: { size: widths[at] ?? 10, type: WidthType.PERCENTAGE },
            children: [
              new Paragraph({
                children:
                  typeof words === 'string'
                    ? [text(words, size, heading)]
                    : 'value' in words
                      ? [text(valueWords(words), size, heading)]
                      : [struck(words.struck, size), text(` ${words.text}`, size, heading)],
                ...(typeof words !== 'string' && 'value' in words ? { alignment: AlignmentType.RIGHT } : {}),
              }),
            ],
          }),
      ),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [row(headings, true), ...rows.map((cells) => row(cells, false))],
  });
}

export function paper(children: (Paragraph | Table)[], landscape = false, header?: Header): Promise<Buffer> {
  const footer = new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({
            children: ['第 ', PageNumber.CURRENT, ' 页，共 ', PageNumber.TOTAL_PAGES, ' 页'],
            size: 18,
            font: HEAD,
          }),
        ],
      }),
    ],
  });
  // A4 in twentieths of a point; the library turns it for landscape.
  const size = {
    width: 11906,
    height: 16838,
    orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
  };
  return Packer.toBuffer(
    new Document({
      creator: '廉档',
      sections: [
        {
          properties: { page: { size, margin: { top: 1134, bottom: 1134, left: 1134, right: 1134 } } },
          ...(header ? { headers: { default: header } } : {}),
          footers: { default: footer },
          children,
        },
      ],
    }),
  );
}
