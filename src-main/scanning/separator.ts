/** 分件页: a sheet whose QR code says to which cadre, class and item the sheets behind it belong. */
import encodeQR from 'qr';
import decodeQR from 'qr/decode.js';
import type { Sharp } from 'sharp';

/** Where pages go. No name and no title: the sheet may lie about. */
export type Target =
  | { readonly kind: 'new'; readonly volumeNumber: number; readonly classCode: string }
  | { readonly kind: 'item'; readonly volumeNumber: number; readonly itemId: number };

/** `LDS1 V12 C0201`: a new item of a class; `LDS1 V12 I345`: an item that is there. */
const PAYLOAD = /^LDS1 V(\d{1,9}) (?:C(\d{4})|I(\d{1,12}))$/;

export function payloadOf(target: Target): string {
  return target.kind === 'new'
    ? `LDS1 V${target.volumeNumber} C${target.classCode}`
    : `LDS1 V${target.volumeNumber} I${target.itemId}`;
}
export function readPayload(text: string): Target | undefined {
  const found = PAYLOAD.exec(text);
  if (!found) return undefined;
  const volumeNumber = Number(found[1]);
  return found[2] !== undefined
    ? { kind: 'new', volumeNumber, classCode: found[2] }
    : { kind: 'item', volumeNumber, itemId: Number(found[3]) };
}

/** The modules of the code, dark ones true; 'high' keeps it readable with a third of it torn or stamped over. */
export function separatorCode(target: Target): boolean[][] {
  return encodeQR(payloadOf(target), 'raw', { ecc: 'high', border: 2 });
}

/** The picture is brought to this width before it is looked at: modules of 2 mm are then 10 pixels wide. */
const LOOKED_WIDTH = 1_000;

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
    text = decodeQR({ width: info.width, height: info.height, data: new Uint8ClampedArray(data) });
  } catch {
    // The reader throws where there is no code: almost every page.
    return undefined;
  }
  return readPayload(text) ? text : undefined;
}
