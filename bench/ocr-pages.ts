// Pages for `ocr`: the sample's scans with their transcripts, as they are and spoilt in the ways of an office.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { randomNumbers } from './seed.ts';

const SAMPLE = join(import.meta.dirname, '..', 'sample');
/** Every page of a cadre: forms, tables, reports, red headings, seals, signatures. */
const CADRES = ['王示范42999919740609377X', '阿依·示例429999197705113312'];
const RESIDENT_ID = 18;
export const CLEAN = 'clean';
/** The baseline takes half a minute over a page with much grain. */
const SPOILT_ONE_IN = 6;

export interface BenchPage {
  readonly file: string;
  readonly transcript: string;
}
type Spoil = (page: Buffer, seed: number) => Promise<Sharp>;

const jpeg = (picture: Sharp, quality: number) => picture.jpeg({ quality }).toBuffer();
const sizeOf = async (page: Buffer) => {
  const { width, height } = await sharp(page).metadata();
  return { width, height };
};
const svg = (width: number, height: number, body: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`);

/** Paper grain: normal noise about zero, mixed in. */
async function grained(page: Sharp, strength: number, seed: number): Promise<Sharp> {
  const { data, info } = await page.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const random = randomNumbers(seed);
  for (let at = 0; at < data.length; at++)
    data[at] = Math.max(0, Math.min(255, (data[at] ?? 0) + (random() - 0.5) * strength));
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
}

/** Red ink over print multiplies, as it does on paper. */
async function sealed(page: Buffer): Promise<Sharp> {
  const { width, height } = await sizeOf(page);
  const radius = width * 0.105;
  const seal = (x: number, y: number) =>
    `<g fill="none" stroke="#e0454a"><circle cx="${x}" cy="${y}" r="${radius}" stroke-width="9"/>` +
    `<path d="M${x} ${y - radius * 0.4}L${x + radius * 0.24} ${y + radius * 0.33}L${x - radius * 0.38} ${y - radius * 0.12}` +
    `L${x + radius * 0.38} ${y - radius * 0.12}L${x - radius * 0.24} ${y + radius * 0.33}Z" fill="#e0454a"/></g>`;
  return sharp(page).composite([
    {
      input: svg(width, height, seal(width * 0.3, height * 0.17) + seal(width * 0.66, height * 0.27)),
      blend: 'multiply',
    },
  ]);
}

async function ruled(page: Buffer): Promise<Sharp> {
  const { width, height } = await sizeOf(page);
  const lines = Array.from({ length: 24 }, (_, at) => {
    const y = Math.round(height * (0.055 + at * 0.0382));
    return `<path d="M${width * 0.05} ${y}H${width * 0.95}" stroke="#777" stroke-width="2"/>`;
  }).join('');
  const sides = [0.05, 0.95].map(
    (x) => `<path d="M${width * x} ${height * 0.055}V${height * 0.935}" stroke="#777" stroke-width="2"/>`,
  );
  return sharp(page).composite([{ input: svg(width, height, lines + sides.join('')), blend: 'multiply' }]);
}

const SPOILT: Readonly<Record<string, Spoil>> = {
  [CLEAN]: async (page) => sharp(page),
  'skew 2°, grain': async (page, seed) =>
    grained(sharp(await sharp(page).rotate(2, { background: '#f4f1ee' }).toBuffer()), 24, seed),
  '150 dpi': async (page) => sharp(page).resize({ width: 1_240 }),
  'grey copy': async (page, seed) =>
    grained(sharp(page).greyscale().toColourspace('srgb').linear(0.72, 40).blur(0.8), 28, seed),
  'red seals over the text': sealed,
  'ruled paper': ruled,
};
export const KINDS = Object.keys(SPOILT);
/** Only ours turns pages; the other engine is not asked. */
const TURNED: Readonly<Record<string, number>> = { 'turned 90°': 90, 'turned 180°': 180, 'turned 270°': 270 };
export const TURNED_KINDS = Object.keys(TURNED);

/** Makes what is not there yet. @returns the pages of each kind */
export async function layOut(root: string): Promise<Map<string, BenchPage[]>> {
  const made = new Map<string, BenchPage[]>();
  const put = async (kind: string, page: Sample, at: number, spoil: Spoil, quality: number) => {
    const folder = join(root, 'ocr', kind);
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${page.name}.jpg`);
    if (!existsSync(file)) writeFileSync(file, await jpeg(await spoil(page.bytes, at + 1), quality));
    made.set(kind, [...(made.get(kind) ?? []), { file, transcript: page.transcript }]);
  };
  const pages = samples();
  for (const [at, page] of pages.entries()) {
    for (const [kind, spoil] of Object.entries(SPOILT))
      if (kind === CLEAN || at % SPOILT_ONE_IN === 0)
        await put(kind, page, at, spoil, kind === CLEAN ? 95 : 75);
    if (at % (2 * SPOILT_ONE_IN) === 0)
      for (const [kind, degrees] of Object.entries(TURNED))
        await put(kind, page, at, async (bytes) => sharp(bytes).rotate(degrees), 90);
  }
  return made;
}

interface Sample {
  readonly name: string;
  readonly bytes: Buffer;
  readonly transcript: string;
}
function samples(): Sample[] {
  return CADRES.flatMap((cadre) => {
    const folder = join(SAMPLE, '扫描件', cadre, '原始图像数据');
    const person = cadre.slice(0, -RESIDENT_ID);
    return readdirSync(folder)
      .sort()
      .map((file) => ({
        name: `${person}-${file.replace('.jpg', '')}`,
        bytes: readFileSync(join(folder, file)),
        transcript: readFileSync(join(SAMPLE, '文字底稿', person, file.replace('.jpg', '.txt')), 'utf8'),
      }));
  });
}
