/** Reads one page: straightened, turned upright, seals apart, lines found, read and put in order. */
import { cellsOf } from './cells.ts';
import { detect } from './detect.ts';
import { arrange, type Join } from './layout.ts';
import type { Models } from './models.ts';
import { type Box, cut, decode, quarterTurned, type Raster, turned } from './raster.ts';
import { NOTHING, type Reading, recognise } from './recognise.ts';
import { partSeals, type Seal } from './seal.ts';
import { skewOf } from './skew.ts';
import { columnAsLine } from './upright.ts';

export interface ReadLine {
  readonly text: string;
  /** Probability of each character of the text, 0 to 1. */
  readonly sure: readonly number[];
  readonly confidence: number;
  /** Where it stands: pixels of the picture as it was given, before turning by the page's `tilt`. */
  readonly box: Box;
  readonly kind: 'print' | 'seal';
  readonly join: Join;
}
export interface ReadPage {
  readonly lines: readonly ReadLine[];
  /** Degrees clockwise by which boxes lie turned on the picture. */
  readonly tilt: number;
  /** Quarter turns clockwise that set the page upright. */
  readonly turns: number;
  readonly width: number;
  readonly height: number;
}

/** A box this much higher than wide is a column, or a line of a page that lies on its side. */
const TALL = 1.6;
/** Lines by which the way up is judged, and the mean certainty below which it is in doubt. */
const PROBES = 4;
const DOUBTFUL = 0.78;
const PLAINLY_BETTER = 0.12;

/** Ink of a seal is patchy: what is read of it below this certainty is no text. Round the rim more of it is none. */
const SEAL_SURE = 0.5;
const SEAL_SURE_ROUND = 0.6;

interface Found {
  readonly box: Box;
  readonly reading: Reading;
  readonly kind: 'print' | 'seal';
  /** The seal that the line belongs to. */
  readonly group?: Box;
}
/** How a page is to be held, and how it was written. */
interface Posture {
  readonly turns: number;
  readonly vertical: boolean;
  /** Lines that were read to find out, as they are. */
  readonly known: ReadonlyMap<Box, Reading>;
}

/**
 * @param between called between two lines; what it throws stops the reading
 * @throws Error when the bytes are no picture
 */
export async function readPage(
  models: Models,
  bytes: Uint8Array,
  between: () => void = () => undefined,
): Promise<ReadPage> {
  const { picture, width, height } = await decode(bytes);
  const { print: askew, seals } = partSeals(picture);
  const skew = await skewOf(askew);
  const print = skew === 0 ? askew : await turned(askew, skew);
  const boxes = await detect(models, print);
  between();
  const { turns, vertical, known } = await wayUp(models, print, boxes);
  const upright = quarterTurned(print, turns);
  const lines: Found[] = [];
  for (const box of turns === 0 ? boxes : await detect(models, upright)) {
    between();
    const reading = known.get(box) ?? (await readBox(models, upright, box));
    if (reading.text.trim() !== '') lines.push({ box, reading, kind: 'print' });
  }
  for (const seal of seals) {
    between();
    const box = moved(seal.box, skew, picture, print);
    lines.push(...(await readSeal(models, { ...seal, box }, turns, print)));
  }
  // Columns are read from the right: a quarter turn against the clock makes them rows from the top.
  const laid = (box: Box) => (vertical ? turnedBox(box, 3, upright) : box);
  const cells = (await cellsOf(upright)).map(laid);
  const back = wayBack(picture, print, upright, turns, skew, width / picture.width);
  return {
    lines: arrange(
      lines.map((line) => ({ ...line, at: laid(line.box) })),
      cells,
    ).map(({ line, join }) => ({ ...mended(line.reading), kind: line.kind, join, box: back(line.box) })),
    tilt: -skew,
    turns,
    width,
    height,
  };
}

/** The weights know 〔 but hardly 〕: in the number of a document (GB/T 9704) it is the one that closes. */
function mended(reading: Reading): Reading {
  return { ...reading, text: reading.text.replace(/([〔［[])(\d{4})[〕］\]]/gu, '〔$2〕') };
}

async function readBox(models: Models, page: Raster, box: Box): Promise<Reading> {
  const line = cut(page, box);
  if (line.height < line.width * TALL) return recognise(models, line);
  const column = await recognise(models, columnAsLine(line));
  const sideways = await recognise(models, quarterTurned(line, 3));
  return sideways.confidence > column.confidence + PLAINLY_BETTER ? sideways : column;
}

/** Turns the page so that most of its lines can be read. */
async function wayUp(models: Models, page: Raster, boxes: readonly Box[]): Promise<Posture> {
  const probes = [...boxes].sort((a, b) => b.width * b.height - a.width * a.height).slice(0, PROBES);
  const known = new Map<Box, Reading>();
  if (probes.length === 0) return { turns: 0, vertical: false, known };
  const tall = probes.filter(({ width, height }) => height > width * TALL).length > probes.length / 2;
  const sureness = async (turns: number): Promise<number> => {
    let sum = 0;
    for (const probe of probes) {
      const reading = await recognise(models, quarterTurned(cut(page, probe), turns));
      if (turns === 0 && probe.height < probe.width * TALL) known.set(probe, reading);
      sum += reading.confidence;
    }
    return sum / probes.length;
  };
  let columns = 0;
  if (tall)
    for (const probe of probes)
      columns += (await recognise(models, columnAsLine(cut(page, probe)))).confidence / probes.length;
  const asItIs = tall ? columns : await sureness(0);
  if (asItIs > DOUBTFUL && !tall) return { turns: 0, vertical: false, known };
  let best = { turns: 0, sure: asItIs + PLAINLY_BETTER };
  for (const turns of tall ? [1, 3] : [2]) {
    const sure = await sureness(turns);
    if (sure > best.sure || (tall && sure > DOUBTFUL && sure >= best.sure - PLAINLY_BETTER))
      best = { turns, sure };
  }
  return { turns: best.turns, vertical: tall && best.turns === 0, known };
}

async function readSeal(models: Models, seal: Seal, turns: number, page: Raster): Promise<Found[]> {
  const picture = quarterTurned(seal.picture, turns);
  const found: Found[] = [];
  const at = turnedBox(seal.box, turns, page);
  const round = seal.ring ? await recognise(models, seal.ring.line) : NOTHING;
  const named = round.confidence > SEAL_SURE_ROUND && round.sure.length > 2;
  if (named) found.push({ box: at, reading: round, kind: 'seal', group: seal.box });
  for (const box of await detect(models, picture)) {
    if (named && seal.ring?.holds(turnedBox(box, (4 - turns) % 4, picture))) continue;
    const reading = await recognise(models, cut(picture, box));
    if (reading.confidence < SEAL_SURE) continue;
    found.push({ box: { ...box, x: box.x + at.x, y: box.y + at.y }, reading, kind: 'seal', group: seal.box });
  }
  return found.length > 0 ? found : [{ box: at, reading: NOTHING, kind: 'seal' }];
}

/** A box after so many quarter turns clockwise of the picture that it lies in. */
function turnedBox(box: Box, turns: number, { width, height }: { width: number; height: number }): Box {
  const { x, y, width: w, height: h } = box;
  if (turns === 1) return { x: height - y - h, y: x, width: h, height: w };
  if (turns === 2) return { x: width - x - w, y: height - y - h, width: w, height: h };
  if (turns === 3) return { x: y, y: width - x - w, width: h, height: w };
  return box;
}

/** From the upright, straight page to the picture as it was given. */
function wayBack(
  picture: Raster,
  straight: Raster,
  upright: Raster,
  turns: number,
  skew: number,
  scale: number,
): (box: Box) => Box {
  return (box) => {
    const back = moved(turnedBox(box, (4 - turns) % 4, upright), -skew, straight, picture);
    const { x, y, width, height } = back;
    return {
      x: Math.round(x * scale),
      y: Math.round(y * scale),
      width: Math.round(width * scale),
      height: Math.round(height * scale),
    };
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}
/** A box after a turn by so many degrees clockwise about the middle of one picture, in the other; it stays upright itself. */
function moved(box: Box, degrees: number, from: Size, to: Size): Box {
  const radians = (degrees * Math.PI) / 180;
  const dx = box.x + box.width / 2 - from.width / 2;
  const dy = box.y + box.height / 2 - from.height / 2;
  return {
    ...box,
    x: dx * Math.cos(radians) - dy * Math.sin(radians) + to.width / 2 - box.width / 2,
    y: dx * Math.sin(radians) + dy * Math.cos(radians) + to.height / 2 - box.height / 2,
  };
}
