/** 分件页: a sheet whose QR code says to which cadre, class and item the sheets behind it belong. */
import { createHash } from 'node:crypto';
import encodeQR from 'qr';
import decodeQR from 'qr/decode.js';
import type { Sharp } from 'sharp';

/** Where pages go. No name and no title: the sheet may lie about. `archive`: which archive printed it (`archiveMark`). */
export type Target = { readonly archive: string; readonly volumeNumber: number } & (
  | { readonly kind: 'new'; readonly classCode: string }
  | { readonly kind: 'item'; readonly itemId: number }
);

/** `LDS1 9F3A07C2 V12 C0201`: a new item of a class; `LDS1 9F3A07C2 V12 I345`: an item that is there. */
const PAYLOAD = /^LDS1 ([0-9A-F]{8}) V(\d{1,9}) (?:C(\d{4})|I(\d{1,12}))$/;

/** Short sign of an archive: volume numbers begin at 1 in each, so a sheet of another one must not file here. */
export function archiveMark(archiveId: string): string {
  return createHash('sha256').update(archiveId).digest('hex').slice(0, 8).toUpperCase();
}

export function payloadOf(target: Target): string {
  const place = target.kind === 'new' ? `C${target.classCode}` : `I${target.itemId}`;
  return `LDS1 ${target.archive} V${target.volumeNumber} ${place}`;
}
export function readPayload(text: string): Target | undefined {
  const found = PAYLOAD.exec(text);
  if (!found) return undefined;
  const [, archive = '', volume, classCode, item] = found;
  const base = { archive, volumeNumber: Number(volume) };
  return classCode !== undefined
    ? { ...base, kind: 'new', classCode }
    : { ...base, kind: 'item', itemId: Number(item) };
}

/** The modules of the code, dark ones true; 'high' keeps it readable with a third of it torn or stamped over. */
export function separatorCode(target: Target): boolean[][] {
  return encodeQR(payloadOf(target), 'raw', { ecc: 'high', border: 2 });
}

/** The picture is brought to this width before it is looked at: modules of 2 mm are then 10 pixels wide. */
const LOOKED_WIDTH = 1_000;
/** A worn sheet may cost this much more looking; an ordinary page is done with long before. */
const MOST_LOOKING_MS = 60;

/**
 * The payload of a 分件页 on a page, if it is one.
 * @param picture anything sharp reads, or raw pixels
 */
export async function findSeparator(picture: Sharp): Promise<string | undefined> {
  const { data, info } = await picture
    .resize({ width: LOOKED_WIDTH, withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let text: string;
  try {
    text = decodeQR(
      { width: info.width, height: info.height, data: new Uint8ClampedArray(data) },
      { timeLimit: MOST_LOOKING_MS },
    );
  } catch {
    // The reader throws where there is no code: almost every page.
    return undefined;
  }
  return readPayload(text) ? text : undefined;
}
