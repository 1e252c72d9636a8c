import type { Sheet } from './consult-papers.ts';
import { drawnPdf } from './pdf.ts';

/** Points around a picture. */
const MARGIN = 20;

/** Copies as a PDF: one picture a page; number and names are in the pictures. */
export function copyPdf(sheets: readonly Sheet[]): Promise<Buffer> {
  return drawnPdf({ autoFirstPage: false }, (document) => {
    for (const { bytes, width, height } of sheets) {
      document.addPage({ size: 'A4', layout: width > height ? 'landscape' : 'portrait', margin: 0 });
      const face = [document.page.width - 2 * MARGIN, document.page.height - 2 * MARGIN] as const;
      document.image(Buffer.from(bytes), MARGIN, MARGIN, {
        fit: [...face],
        align: 'center',
        valign: 'center',
      });
    }
  });
}
