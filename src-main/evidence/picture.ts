import encodeQR from 'qr';
import sharp from 'sharp';

/** The code as a QR picture, black on white. Its letters, digits and dashes fit the alphanumeric mode: a coarse, sure picture. */
export function qrSvg(code: string): string {
  return encodeQR(code, 'svg', { ecc: 'medium', border: 4 });
}

/** Edge of the printed picture, in pixels: about 400 dpi at 5 cm. */
const EDGE = 800;

export function qrPng(code: string): Promise<Buffer> {
  return sharp(Buffer.from(qrSvg(code)), { density: 600 })
    .resize(EDGE, EDGE, { kernel: 'nearest', fit: 'fill' })
    .flatten({ background: '#fff' })
    .png()
    .toBuffer();
}
