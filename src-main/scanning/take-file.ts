/** One file of a watched folder: known already, kept as it came, or taken apart at its 分件页. */
import { createHash } from 'node:crypto';

import { Refusal } from '#contract/result.ts';
import { recordBlob } from '#main/files/index.ts';
import {
  inspect,
  MEDIA_TYPES,
  type PictureFacts,
  type ScanKind,
  sniff,
  UnreadablePicture,
  visitPages,
} from '#main/intake/index.ts';

import type { JobScope } from '#main/scope/index.ts';
import type { Filing, Kept } from './filing.ts';
import { insertWatched, setWatched, type WatchedRecord, watchedFile } from './queries.ts';
import { findSeparator } from './separator.ts';

export interface WatchedFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly importId: number;
}

/** Enough to read a 分件页 in a PDF; its pages are looked at twice where it has one. */
const LOOKED_DPI = 100;
/** What GB/T 33870-2017 asks of a page's picture, for pages of a PDF that is taken apart. */
const KEPT_DPI = 300;
/** JPEG quality of such a page: no loss to be seen. */
const KEPT_QUALITY = 92;
/** A PDF ends with this; a reader would mend one without it, and lose its last pages. */
const PDF_END = '%%EOF';
/** Some copiers pad behind the end. */
const PDF_TAIL = 2_048;

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

/** @throws UnreadablePicture when it is not whole, or not what it says it is */
export async function takeWhole(
  scope: JobScope,
  filing: Filing,
  file: WatchedFile,
): Promise<'taken' | 'known'> {
  const sha256 = sha256Of(file.bytes);
  const before = watchedFile(scope.db, sha256);
  if (before?.done === 1) return 'known';
  const { kind, name } = sniff(file.bytes);
  if (!kind) throw new UnreadablePicture(`不是图像或 PDF，而是${name}`);
  if (kind === 'pdf' && !file.bytes.subarray(-PDF_TAIL).includes(PDF_END))
    throw new UnreadablePicture('PDF 不完整：没有结尾，可能没有写完');
  const pages = await inspect(file.bytes, kind);
  const separators = before ? [] : await separatorsIn(scope, file, kind, pages);
  const whole = !before && (pages.length === 1 || separators.every((one) => one === undefined));
  if (whole) {
    const at = scope.now().toISOString();
    const kept: Kept = {
      bytes: file.bytes,
      mediaType: MEDIA_TYPES[kind],
      fileName: file.name,
      pages,
      separator: separators[0],
    };
    filing.keep(kept, (write) => {
      const id = insertWatched(write, {
        importId: file.importId,
        fileName: file.name,
        sha256,
        blobId: null,
        at,
      });
      setWatched(write, id, 1, true);
    });
    return 'taken';
  }
  const record = before ?? begin(scope, filing, file, sha256);
  await takeApart(scope, filing, file, kind, pages, record);
  return 'taken';
}

/** What never became whole, or can't be read, waits in the tray with its bytes. */
export function takeBroken(
  scope: JobScope,
  filing: Filing,
  file: WatchedFile,
  why: string,
): 'taken' | 'known' {
  const sha256 = sha256Of(file.bytes);
  if (watchedFile(scope.db, sha256)?.done === 1) return 'known';
  const { kind } = sniff(file.bytes);
  const at = scope.now().toISOString();
  filing.keep(
    {
      bytes: file.bytes,
      mediaType: kind ? MEDIA_TYPES[kind] : '',
      fileName: file.name,
      pages: [],
      separator: undefined,
      problem: { reason: 'unreadable', message: `${file.name}：${why}。内容原样收存；请重新扫描这一份` },
    },
    (write) => {
      const known = watchedFile(write, sha256);
      const id =
        known?.id ??
        insertWatched(write, { importId: file.importId, fileName: file.name, sha256, blobId: null, at });
      setWatched(write, id, known?.taken ?? 1, true);
    },
  );
  return 'taken';
}

async function separatorsIn(
  scope: JobScope,
  { bytes, name }: WatchedFile,
  kind: ScanKind,
  pages: readonly PictureFacts[],
): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  await visitPages(bytes, kind, LOOKED_DPI, async (picture, index) => {
    scope.checkCancelled();
    if (pages.length > 1) scope.progress(index, pages.length, `正在看 ${name} 的第 ${index + 1} 页`);
    found.push(await decoded(findSeparator(picture), index));
  });
  return found;
}

/** Keeps the file as it came, so that its pages can be taken out of it one by one. */
function begin(scope: JobScope, filing: Filing, file: WatchedFile, sha256: Buffer): WatchedRecord {
  const source = filing.keepSource(file.bytes);
  const at = scope.now().toISOString();
  const id = scope.commit(
    'scanning.file-kept',
    `import:${file.importId}`,
    { bytes: source.size },
    (write) => {
      recordBlob(write, source.keyId, source, 'original', at);
      return insertWatched(write, {
        importId: file.importId,
        fileName: file.name,
        sha256,
        blobId: source.blobId,
        at,
      });
    },
  );
  return { id, importId: file.importId, taken: 0, done: 0 };
}

/** Page by page; each is counted in the transaction that files it, so that a stop in between is gone on from. */
async function takeApart(
  scope: JobScope,
  filing: Filing,
  { bytes, name }: WatchedFile,
  kind: ScanKind,
  pages: readonly PictureFacts[],
  record: WatchedRecord,
): Promise<void> {
  filing.goOn(record.importId);
  await visitPages(bytes, kind, KEPT_DPI, async (picture, index) => {
    if (index < record.taken) return;
    scope.checkCancelled();
    scope.progress(index, pages.length, `正在收 ${name} 的第 ${index + 1} 页`);
    const separator = await decoded(findSeparator(picture.clone()), index);
    const { data, info } = await decoded(
      (kind === 'pdf'
        ? picture.jpeg({ quality: KEPT_QUALITY, chromaSubsampling: '4:4:4' })
        : // Frames of a TIFF: nothing may be lost.
          picture.tiff({ compression: 'lzw' })
      ).toBuffer({ resolveWithObject: true }),
      index,
    );
    const dpi = kind === 'pdf' ? KEPT_DPI : (pages[index]?.dpi ?? null);
    const last = index + 1 === pages.length;
    filing.keep(
      {
        bytes: data,
        mediaType: kind === 'pdf' ? 'image/jpeg' : 'image/tiff',
        fileName: `${name} 第${index + 1}页.${kind === 'pdf' ? 'jpg' : 'tif'}`,
        pages: [{ width: info.width, height: info.height, dpi }],
        separator,
      },
      (write) => setWatched(write, record.id, index + 1, last),
    );
    data.fill(0);
  });
}

/** A decoder's own words are no use to a clerk. */
async function decoded<T>(work: Promise<T>, index: number): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof Refusal || cause instanceof UnreadablePicture) throw cause;
    throw new UnreadablePicture(`第 ${index + 1} 页已损坏`);
  }
}
