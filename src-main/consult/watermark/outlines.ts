import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Font, type FontCollection, openSync } from 'fontkit';

/** Text as outlines: an SVG path and its width, in units of a font size of 1000, baseline at 0, y downwards. */
export interface Outline {
  readonly path: string;
  readonly width: number;
}

/** Size in which outlines are given. */
export const EM = 1000;

/**
 * The program's own font holds every character of GB 18030-2022 level 2 and most of level 3. What it lacks is looked for in
 * what common systems have installed; never the other way round, so that the same page looks the same everywhere.
 */
const SYSTEM_FONTS = [
  'C:\\Windows\\Fonts\\simsunb.ttf',
  'C:\\Windows\\Fonts\\SimsunExtG.ttf',
  'C:\\Windows\\Fonts\\simsun.ttc',
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/truetype/fonts-hanazono/HanaMinB.ttf',
  '/System/Library/Fonts/PingFang.ttc',
];

const isCollection = (font: Font | FontCollection): font is FontCollection => 'fonts' in font;

function load(path: string): Font | undefined {
  try {
    const opened = openSync(path);
    return isCollection(opened) ? opened.fonts[0] : opened;
  } catch {
    // A system font that can't be read is as good as none; the next one is asked.
    return undefined;
  }
}

const opened = new Map<string, Font | undefined>();
function font(path: string): Font | undefined {
  if (!opened.has(path)) opened.set(path, existsSync(path) ? load(path) : undefined);
  return opened.get(path);
}

function* fonts(resources: string): Generator<Font> {
  for (const path of [ownFont(resources), ...SYSTEM_FONTS]) {
    const found = font(path);
    if (found) yield found;
  }
}

export function ownFont(resources: string): string {
  return join(resources, 'fonts', 'NotoSansSC-Regular.ttf');
}

/** What stands for a character that no font at hand can draw: its code, so that the name can still be told. */
export function codeOf(character: string): string {
  return `〔U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}〕`;
}

const holderOf = (resources: string, character: string): Font | undefined =>
  fonts(resources).find((one) => one.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));

/** @throws Error when the program's own font is missing: a watermark without letters must not pass for one */
export function outline(resources: string, text: string): Outline {
  if (!font(ownFont(resources))) throw new Error('the font of the watermark is missing or damaged');
  const drawable = [...text].flatMap((one) => (holderOf(resources, one) ? [one] : [...codeOf(one)]));
  let path = '';
  let width = 0;
  for (const character of drawable) {
    const holder = holderOf(resources, character);
    if (!holder) throw new Error(`the font of the watermark lacks ${codeOf(character)}`);
    const glyph = holder.glyphForCodePoint(character.codePointAt(0) ?? 0);
    const scale = EM / holder.unitsPerEm;
    path += glyph.path.scale(scale, -scale).translate(width, 0).toSVG();
    width += glyph.advanceWidth * scale;
  }
  return { path, width };
}
