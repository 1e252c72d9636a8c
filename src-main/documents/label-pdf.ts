/** 标签: sheets of A4 to be cut or stuck, true to the millimetre when printed without scaling. */

import { drawnPdf, MM } from './pdf.ts';

const A4 = { width: 210, height: 297 };
const EDGE = 10;
const GAP = 3;
/** 归档章: 45 × 16 mm, two rows of three cells (DA/T 22-2015). */
export const STAMP = { width: 45, height: 16 } as const;

export interface Label {
  /** The QR's modules, dark ones true. */
  readonly code: readonly (readonly boolean[])[];
  readonly heading: string;
  readonly lines: readonly string[];
}
/** The six cells, first row first. */
export type Stamp = readonly [string, string, string, string, string, string];

type Draw = (document: PDFKit.PDFDocument, x: number, y: number) => void;

function sheets(
  font: string,
  size: { readonly width: number; readonly height: number },
  draws: readonly Draw[],
): Promise<Buffer> {
  const across = Math.floor((A4.width - 2 * EDGE + GAP) / (size.width + GAP));
  const down = Math.floor((A4.height - 2 * EDGE + GAP) / (size.height + GAP));
  return drawnPdf({ autoFirstPage: false }, (document) => {
    document.registerFont('label', font);
    for (const [index, draw] of draws.entries()) {
      const at = index % (across * down);
      if (at === 0) document.addPage({ size: 'A4', margin: 0 }).font('label');
      const x = EDGE + (at % across) * (size.width + GAP);
      const y = EDGE + Math.floor(at / across) * (size.height + GAP);
      document
        .lineWidth(0.5)
        .rect(x * MM, y * MM, size.width * MM, size.height * MM)
        .stroke();
      draw(document, x, y);
    }
  });
}

/** One line of words that gets smaller until it fits its width. */
function fitted(
  document: PDFKit.PDFDocument,
  words: string,
  place: { x: number; y: number; width: number; size: number; align: 'left' | 'center' },
): void {
  let size = place.size;
  while (size > 4 && document.fontSize(size).widthOfString(words) > place.width * MM) size -= 0.5;
  document.fontSize(size).text(words, place.x * MM, place.y * MM, {
    width: place.width * MM,
    align: place.align,
    lineBreak: false,
    ellipsis: true,
    height: size * 1.5,
  });
}

export function stampPdf(font: string, stamps: readonly Stamp[]): Promise<Buffer> {
  const cell = { width: STAMP.width / 3, height: STAMP.height / 2 };
  return sheets(
    font,
    STAMP,
    stamps.map((words) => (document, x, y) => {
      for (const at of [1, 2])
        document
          .moveTo((x + at * cell.width) * MM, y * MM)
          .lineTo((x + at * cell.width) * MM, (y + STAMP.height) * MM)
          .stroke();
      document
        .moveTo(x * MM, (y + cell.height) * MM)
        .lineTo((x + STAMP.width) * MM, (y + cell.height) * MM)
        .stroke();
      for (const [at, text] of words.entries()) {
        fitted(document, text, {
          x: x + (at % 3) * cell.width + 0.5,
          y: y + Math.floor(at / 3) * cell.height + 2,
          width: cell.width - 1,
          size: 9,
          align: 'center',
        });
      }
    }),
  );
}

/** Room for the code, a heading and a few lines: fits the spine of a 30 mm box on its side, and the front of one. */
const LABEL = { width: 90, height: 28 };
const CODE = 24;

export function labelPdf(font: string, labels: readonly Label[]): Promise<Buffer> {
  return sheets(
    font,
    LABEL,
    labels.map((label) => (document, x, y) => {
      const module = CODE / label.code.length;
      for (const [down, row] of label.code.entries())
        for (const [across, dark] of row.entries())
          if (dark)
            document.rect(
              (x + 2 + across * module) * MM,
              (y + 2 + down * module) * MM,
              module * MM,
              module * MM,
            );
      document.fill('black');
      const left = { x: x + CODE + 4, width: LABEL.width - CODE - 6, align: 'left' as const };
      fitted(document, label.heading, { ...left, y: y + 3, size: 14 });
      for (const [at, words] of label.lines.entries())
        fitted(document, words, { ...left, y: y + 11 + at * 5, size: 9 });
    }),
  );
}
