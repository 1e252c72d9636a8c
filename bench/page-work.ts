// Page work on pages of 300 dpi, without the vault: deskewing and despeckling against only decoding and encoding the same page.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { cook } from '#main/pages/picture/index.ts';
import { benchFolder, inTurn, report, timed } from './measure.ts';
import { filesOf, laidOut, OFFICE } from './scans.ts';

const ROUNDS = 3;
const PAGES = 20;
const folder = await laidOut(benchFolder(), OFFICE);
// Scanned as a feeder pulls them: a little crooked.
const pages = await Promise.all(
  filesOf(folder)
    .slice(0, PAGES)
    .map((path, at) =>
      sharp(readFileSync(path))
        .rotate(at % 2 === 0 ? 1.2 : -0.8, { background: '#ffffff' })
        .jpeg({ quality: 90 })
        .toBuffer(),
    ),
);
const runs = await inTurn(
  ROUNDS,
  () =>
    timed(async () => {
      for (const page of pages) await cook(page, [{ op: 'deskew' }, { op: 'despeckle' }], 300);
    }),
  () =>
    timed(async () => {
      for (const page of pages)
        await sharp(page)
          .withMetadata({ density: 300 })
          .jpeg({ quality: 90, chromaSubsampling: '4:4:4' })
          .toBuffer();
    }),
);
const bytes = pages.reduce((sum, page) => sum + page.length, 0);
report({
  subject: `deskewing and despeckling ${PAGES} colour pages of A4 at 300 dpi, one after the other`,
  ...runs,
  baseline: 'decoding and encoding the same pages with sharp',
  bytes,
});
