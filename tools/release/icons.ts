/** 图标: the program's drawing as the pictures that the systems want. */
import sharp from 'sharp';

/** The largest size that an .ico can hold; Windows makes the smaller ones from it. */
const SIZE = 256;

export function iconPng(drawing: string): Promise<Buffer> {
  // 32 units of drawing at 72 dots per inch are 32 pixels.
  return sharp(drawing, { density: (72 * SIZE) / 32 })
    .resize(SIZE, SIZE)
    .png()
    .toBuffer();
}

/** One picture in an .ico: header, one entry, and the PNG as it is (allowed since Windows Vista). */
export function iconIco(png: Uint8Array): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2); // an icon, not a cursor
  head.writeUInt16LE(1, 4); // one picture; its width and height of 256 are written as 0
  head.writeUInt16LE(1, 10); // planes
  head.writeUInt16LE(32, 12); // bits per pixel
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}
