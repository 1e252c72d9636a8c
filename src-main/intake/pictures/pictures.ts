import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp, { type Metadata, type Sharp } from 'sharp';
import type { ScanKind } from './sniff.ts';

// One thread and no cache: pages come one after another, and decoded pages of the archive must not linger.
sharp.concurrency(1);
sharp.cache(false);

/** Largest picture taken: 20,000 × 20,000 is an A0 sheet at 500 dpi; beyond lies a bomb or a mistake. */
export const MOST_PIXELS = 400_000_000;
/** Most pages in one TIFF or PDF file. */
export const MOST_PAGES = 2_000;

export interface PictureFacts {
  readonly width: number;
  readonly height: number;
  readonly dpi: number | null;
}
/** A file that can't be read as what it claims to be; the message is for the clerk. */
export class UnreadablePicture extends Error {
  override readonly name = 'UnreadablePicture';
}

const OPTIONS = { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true } as const;

let library: Promise<PDFiumLibrary> | undefined;
/** PDF pages are rendered at 200 dpi, the least that DA/T 31-2017 asks of a scan. */
const PDF_SCALE = 200 / 72;

async function withPdf<T>(
  bytes: Uint8Array,
  work: (document: Awaited<ReturnType<PDFiumLibrary['loadDocument']>>) => Promise<T>,
): Promise<T> {
  library ??= PDFiumLibrary.init();
  const pdfium = await library;
  let document: Awaited<ReturnType<PDFiumLibrary['loadDocument']>>;
  try {
    document = await pdfium.loadDocument(bytes);
  } catch (cause) {
    const locked = /password/i.test(cause instanceof Error ? cause.message : '');
    throw new UnreadablePicture(locked ? 'PDF 设有打开密码，请去除密码后重新导入' : 'PDF 已损坏，无法打开');
  }
  try {
    return await work(document);
  } finally {
    document.destroy();
  }
}

/**
 * What the file says of its pages, without decoding them: size, resolution, number. A JPEG or PNG that ends too early is
 * found here; damage in the middle is found by `lookThrough`.
 * @throws UnreadablePicture
 */
export async function inspect(bytes: Uint8Array, kind: ScanKind): Promise<PictureFacts[]> {
  if (kind === 'pdf') {
    return withPdf(bytes, async (document) => {
      const count = document.getPageCount();
      if (count === 0) throw new UnreadablePicture('PDF 中没有页');
      if (count > MOST_PAGES)
        throw new UnreadablePicture(`PDF 有 ${count} 页，超过一件的上限 ${MOST_PAGES} 页，请拆分`);
      return Array.from({ length: count }, (_, index) => {
        const { originalWidth: width, originalHeight: height } = document.getPage(index).getOriginalSize();
        return { width: Math.round(width * PDF_SCALE), height: Math.round(height * PDF_SCALE), dpi: 200 };
      });
    });
  }
  let facts: Metadata;
  try {
    facts = await sharp(bytes, { ...OPTIONS, limitInputPixels: false }).metadata();
  } catch {
    throw new UnreadablePicture('图像已损坏，打不开');
  }
  if (facts.format !== kind) throw new UnreadablePicture(`内容其实是 ${facts.format}，与文件头不符`);
  const { width, height } = facts;
  if (width * height > MOST_PIXELS) {
    throw new UnreadablePicture(`图像声称有 ${width}×${height} 像素，超过上限，未予解码`);
  }
  if (kind === 'jpeg' && !endsWith(bytes, [0xff, 0xd9]))
    throw new UnreadablePicture('图像不完整：JPEG 没有结尾，可能拷贝中断');
  if (kind === 'png' && !endsWith(bytes, [0x49, 0x45, 0x4e, 0x44]))
    throw new UnreadablePicture('图像不完整：PNG 没有结尾，可能拷贝中断');
  const count = facts.pages ?? 1;
  if (count > MOST_PAGES)
    throw new UnreadablePicture(`TIFF 有 ${count} 页，超过一件的上限 ${MOST_PAGES} 页，请拆分`);
  const dpi = facts.density && facts.density > 1 ? Math.round(facts.density) : null;
  if (count === 1) return [{ width, height, dpi }];
  const pages: PictureFacts[] = [];
  for (let page = 0; page < count; page++) {
    try {
      const one = await sharp(bytes, { ...OPTIONS, limitInputPixels: false, page }).metadata();
      if (one.width * one.height > MOST_PIXELS)
        throw new UnreadablePicture(`第 ${page + 1} 页声称有 ${one.width}×${one.height} 像素，超过上限`);
      pages.push({ width: one.width, height: one.height, dpi: one.density ? Math.round(one.density) : null });
    } catch (cause) {
      if (cause instanceof UnreadablePicture) throw cause;
      throw new UnreadablePicture(`TIFF 第 ${page + 1} 页已损坏`);
    }
  }
  return pages;
}

function endsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  // Some scanners pad behind the end marker; look in the last 64 bytes.
  return Buffer.from(bytes.subarray(Math.max(0, bytes.length - 64))).includes(Buffer.from(mark));
}

/** Width in pixels to which a page is brought for judging whether it is blank. */
const JUDGED_WIDTH = 400;
/** Rows at the end of a picture by which the decoder is made to go through all of it. */
const LAST_ROWS = 8;

/**
 * Goes through every coded pixel of a page: is it damaged, and is it blank? Blank pages are only flagged, a person decides
 * (domain 2.5). The standard deviation of a scanned blank sheet's grey values stays below 4; a single line of print lifts it
 * above 8.
 */
export async function lookThrough(
  bytes: Uint8Array,
  kind: ScanKind,
  page: number,
): Promise<{ damaged: boolean; blank: boolean }> {
  if (kind === 'pdf') return { damaged: false, blank: false };
  const source = () => sharp(bytes, { ...OPTIONS, failOn: 'warning', page });
  try {
    const { width, height } = await source().metadata();
    let whole = source();
    if (kind === 'jpeg') {
      // A JPEG is one run of codes: to give its last rows the decoder must read all before them, and it stops at the first
      // fault just as for the whole picture, without the far greater cost of making 26 MB of pixels.
      const top = Math.max(0, height - LAST_ROWS);
      await source()
        .extract({ left: 0, top, width: Math.min(width, LAST_ROWS), height: height - top })
        .raw()
        .toBuffer();
    } else {
      // Named in full, so that the decoder does not shrink while it loads: that passes over damage.
      whole = whole.extract({ left: 0, top: 0, width, height });
    }
    const grey = await whole
      .resize({ width: JUDGED_WIDTH, withoutEnlargement: true })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { damaged: false, blank: deviation(grey.data, grey.info.channels) < 4 };
  } catch {
    return { damaged: true, blank: false };
  }
}

/** Standard deviation of the first channel. */
function deviation(pixels: Uint8Array, channels: number): number {
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < pixels.length; at += channels) {
    const value = pixels[at] ?? 0;
    sum += value;
    squares += value * value;
  }
  const count = pixels.length / channels;
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
}

/** A page as the window can show it: JPEG and PNG as they are, TIFF and PDF rendered. @throws UnreadablePicture */
export async function renderPage(
  bytes: Uint8Array,
  kind: ScanKind,
  page: number,
): Promise<{ bytes: Uint8Array; mediaType: string }> {
  if (kind === 'jpeg') return { bytes, mediaType: 'image/jpeg' };
  if (kind === 'png') return { bytes, mediaType: 'image/png' };
  try {
    if (kind === 'tiff') {
      return {
        bytes: await sharp(bytes, { ...OPTIONS, page })
          .jpeg({ quality: 90 })
          .toBuffer(),
        mediaType: 'image/jpeg',
      };
    }
    return await withPdf(bytes, async (document) => {
      const rendered = await document.getPage(page).render({
        scale: PDF_SCALE,
        render: async ({ data, width, height }) =>
          sharp(data, { raw: { width, height, channels: 4 } })
            .flatten({ background: '#ffffff' })
            .jpeg({ quality: 90 })
            .toBuffer(),
      });
      return { bytes: rendered.data, mediaType: 'image/jpeg' };
    });
  } catch (cause) {
    if (cause instanceof UnreadablePicture) throw cause;
    throw new UnreadablePicture('该页已损坏，无法显示');
  }
}

/**
 * Shows the pages of a file one after the other, each as pixels to be read once; a document is opened once for all of them.
 * @param dpi for pages of a PDF, which have no pixels of their own
 * @throws UnreadablePicture for a page that can't be shown; what `visit` throws goes through
 */
export async function visitPages(
  bytes: Uint8Array,
  kind: ScanKind,
  dpi: number,
  visit: (picture: Sharp, index: number) => Promise<void>,
): Promise<void> {
  if (kind === 'pdf') {
    await withPdf(bytes, async (document) => {
      for (let index = 0; index < document.getPageCount(); index++) {
        const { data, width, height } = await document
          .getPage(index)
          .render({ scale: dpi / 72, render: 'bitmap' })
          .catch(() => {
            throw new UnreadablePicture(`PDF 第 ${index + 1} 页已损坏`);
          });
        const picture = sharp(data, { raw: { width, height, channels: 4 } }).flatten({
          background: '#ffffff',
        });
        await visit(picture.withMetadata({ density: dpi }), index);
      }
    });
    return;
  }
  const { pages = 1 } = await sharp(bytes, { ...OPTIONS, limitInputPixels: false }).metadata();
  for (let index = 0; index < pages; index++)
    await visit(sharp(bytes, kind === 'tiff' ? { ...OPTIONS, page: index } : OPTIONS).keepMetadata(), index);
}

/** Longer side of a thumbnail in pixels: a strip shows them at half that on an ordinary monitor. */
const THUMBNAIL = 320;

/** A picture made small for a strip of pages; in memory only. @throws UnreadablePicture */
export async function thumbnail(bytes: Uint8Array): Promise<{ bytes: Buffer; mediaType: string }> {
  try {
    const small = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
      .resize({ width: THUMBNAIL, height: THUMBNAIL, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 70 })
      .toBuffer();
    return { bytes: small, mediaType: 'image/jpeg' };
  } catch {
    throw new UnreadablePicture('该页已损坏，无法显示');
  }
}
