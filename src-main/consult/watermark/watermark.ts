import sharp from 'sharp';
import { MOST_PIXELS } from '#main/intake/index.ts';

/** Longest edge of a page that leaves the main side: A4 at 300 dpi. What is larger is for the vault alone. */
const LONGEST_EDGE = 3508;
/** Letters per page width: at A4 about 4 mm high, so that any piece of a photographed screen holds a whole name. */
const LETTERS_ACROSS = 48;
const ANGLE = -24;
const LINE = 1.5;
const GAP = 3;

/** A tile with the lines, slanted, transparent around; repeated over a page without a gap wider than itself. */
async function tileOf(resources: string, lines: readonly string[], letter: number): Promise<Buffer> {
  // The font library is large, and most starts of the program never show a page at the desk.
  const { EM, outline } = await import('./outlines.ts');
  const drawn = lines.map((line) => outline(resources, line));
  const scale = letter / EM;
  const widest = Math.max(...drawn.map((one) => one.width)) * scale;
  const height = letter * LINE * lines.length;
  const turn = (Math.abs(ANGLE) * Math.PI) / 180;
  const width = Math.ceil(widest * Math.cos(turn) + height * Math.sin(turn) + letter * GAP);
  const tall = Math.ceil(widest * Math.sin(turn) + height * Math.cos(turn) + letter * GAP);
  const rows = drawn
    .map(({ path, width: long }, at) => {
      const x = -(long * scale) / 2;
      const y = -height / 2 + letter * (LINE * at + 1);
      return `<path transform="translate(${x} ${y}) scale(${scale})" d="${path}"/>`;
    })
    .join('');
  // Dark letters with a light rim: to be seen on white paper, on photographs and on red heads alike.
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${tall}">
    <g transform="translate(${width / 2} ${tall / 2}) rotate(${ANGLE})" fill="#3a3a3a" fill-opacity="0.30"
      stroke="#ffffff" stroke-opacity="0.35" stroke-width="${1 / scale}" paint-order="stroke">${rows}</g></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** The page as JPEG with the lines drawn into it, tile by tile over its whole face. */
export async function watermarked(
  resources: string,
  picture: Uint8Array,
  lines: readonly string[],
): Promise<{ readonly bytes: Buffer; readonly width: number; readonly height: number }> {
  const page = await sharp(picture, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .rotate()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .resize({ width: LONGEST_EDGE, height: LONGEST_EDGE, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = page.info;
  const letter = Math.max(12, Math.round(Math.min(width, height) / LETTERS_ACROSS));
  const tile = await fitted(await tileOf(resources, lines, letter), width, height);
  const bytes = await sharp(page.data, { raw: { width, height, channels } })
    .composite([{ input: tile, tile: true, blend: 'over' }])
    .jpeg({ quality: 88 })
    .toBuffer();
  return { bytes, width, height };
}

/** A tile may not be larger than what it is laid over: on a small picture it is shrunk. */
async function fitted(tile: Buffer, width: number, height: number): Promise<Buffer> {
  const size = await sharp(tile).metadata();
  if (size.width <= width && size.height <= height) return tile;
  return sharp(tile).resize({ width, height, fit: 'inside' }).png().toBuffer();
}

/** The lines over a whole empty A4 page at 96 dpi, transparent: to lie behind text. */
export async function backgroundOf(resources: string, lines: readonly string[]): Promise<Buffer> {
  const [width, height] = [794, 1123];
  const tile = await fitted(await tileOf(resources, lines, width / LETTERS_ACROSS), width, height);
  return sharp({ create: { width, height, channels: 4, background: { r: 255, g: 255, b: 255, alpha: 0 } } })
    .composite([{ input: tile, tile: true, blend: 'over' }])
    .png()
    .toBuffer();
}
