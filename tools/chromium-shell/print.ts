/** Paper and margins: Electron's printing options as the protocol's parameters. */
import type { PrintParameters } from './cdp-messages.ts';

/** Width and height in inches (ISO 216, ANSI). */
const PAPER: Readonly<Record<string, readonly [number, number]>> = {
  A0: [33.1, 46.8],
  A1: [23.4, 33.1],
  A2: [16.54, 23.4],
  A3: [11.7, 16.54],
  A4: [8.27, 11.7],
  A5: [5.83, 8.27],
  A6: [4.13, 5.83],
  Legal: [8.5, 14],
  Letter: [8.5, 11],
  Tabloid: [11, 17],
  Ledger: [17, 11],
};
/** Electron's default margin, 1 cm, in inches. */
const MARGIN = 0.4;

function paperSize(size: Electron.PrintToPDFOptions['pageSize']): readonly [number, number] {
  if (typeof size === 'object') return [size.width, size.height];
  const name = size ?? 'Letter';
  const known = PAPER[name];
  if (!known) throw new Error(`printToPDF: unknown paper size ${name}`);
  return known;
}

/** Fills in Electron's defaults. Throws on an unknown paper size. */
export function printParameters(options: Electron.PrintToPDFOptions): PrintParameters {
  const [paperWidth, paperHeight] = paperSize(options.pageSize);
  return {
    landscape: options.landscape ?? false,
    displayHeaderFooter: options.displayHeaderFooter ?? false,
    printBackground: options.printBackground ?? false,
    scale: options.scale ?? 1,
    paperWidth,
    paperHeight,
    marginTop: options.margins?.top ?? MARGIN,
    marginBottom: options.margins?.bottom ?? MARGIN,
    marginLeft: options.margins?.left ?? MARGIN,
    marginRight: options.margins?.right ?? MARGIN,
    pageRanges: options.pageRanges ?? '',
    headerTemplate: options.headerTemplate ?? '',
    footerTemplate: options.footerTemplate ?? '',
    preferCSSPageSize: options.preferCSSPageSize ?? false,
    generateTaggedPDF: options.generateTaggedPDF ?? false,
  };
}
