import { z } from 'zod';
import { NATURES, ORIGINALITIES, RETENTIONS, SECRECY_LEVELS, SOURCE_KINDS } from '#contract/vocabulary.ts';
import { FondsCode, UnitId, UnitName } from './key-card.ts';

/** Text of one line from another unit: bounded, and without characters that hide or turn what is shown. */
const Line = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\ufeff]*$/u);
const Count = z.number().int().min(0).max(1_000_000);
const PartialDate = z.string().regex(/^\[?(\d{4}(\d{2}(\d{2})?)?)?\]?$/);
const Instant = z.iso.datetime();
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const Unit = z.strictObject({ unitId: UnitId, name: UnitName, fondsCode: FondsCode });
export type Unit = z.infer<typeof Unit>;

export const BundleId = z.string().regex(/^[0-9a-f]{32}$/);
/** 转递单号; also the name of the bundle's file and of the folder in it. */
export const SlipNumber = z.string().regex(/^[A-Z]\d{3,4}-ZD-\d{4}-\d{4,6}$/);

/** What a bundle is, from whom and to whom. */
export const BundleInfo = z.strictObject({
  id: BundleId,
  /** Counts the bundles from this sender to this recipient; a receiver takes only rising ones. */
  sequence: z.number().int().min(1).max(1_000_000_000),
  slipNumber: SlipNumber,
  sealedAt: Instant,
  reason: Line(300),
  preparedBy: Line(100),
  sender: Unit,
  recipient: Unit,
});
export type BundleInfo = z.infer<typeof BundleInfo>;

const BundlePerson = z.strictObject({
  name: Line(100).min(1),
  formerName: Line(300),
  sex: Line(4),
  ethnicity: Line(60),
  birthDate: Line(20),
  idNumber: Line(60),
  idNumberReason: Line(300),
  politicalStatus: Line(60),
  partyDate: Line(20),
  workDate: Line(20),
  rank: Line(100),
  unit: Line(300),
  department: Line(300),
  leadingGroup: Line(300),
  staffNumber: Line(100),
  remarks: Line(1000),
  posts: z.array(Line(300).min(1)).max(100),
  relatives: z.array(z.strictObject({ relation: Line(40), name: Line(100), work: Line(500) })).max(200),
});

const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/tiff', 'application/pdf'] as const;
/** Endings of originals in a bundle. */
export const ENDINGS: Record<(typeof MEDIA_TYPES)[number], string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
  'application/pdf': 'pdf',
};

const BundlePage = z.strictObject({
  /** Place in the item, from 1. */
  position: Count.min(1),
  /** Page in the scanned file, from 0. */
  index: Count,
  blank: z.boolean(),
  /** Damage that the sender's reviewer accepted with a reason. */
  damaged: z.boolean(),
  text: z
    .strictObject({
      body: z.string().max(200_000),
      /** typed: a transcript; machine: OCR, to be shown as machine-read. */
      source: z.enum(['typed', 'machine']),
    })
    .nullable(),
});

/** As large as the intake takes a single file. */
const MOST_SCAN_BYTES = 1024 * 1024 * 1024;

export const BundleScan = z.strictObject({
  path: z.string().startsWith('data/pages/').max(800),
  size: z.number().int().min(1).max(MOST_SCAN_BYTES),
  sha256: Sha256,
  mediaType: z.enum(MEDIA_TYPES),
  fileName: Line(300),
  pages: z.array(BundlePage).min(1).max(10_000),
});
export type BundleScan = z.infer<typeof BundleScan>;

export const BundleItem = z.strictObject({
  classCode: z.string().regex(/^\d{4}$/),
  className: Line(200),
  title: Line(600).min(1),
  date: PartialDate,
  author: Line(300),
  documentNumber: Line(200),
  sourceKind: z.enum(SOURCE_KINDS),
  nature: z.enum(NATURES),
  supplier: Line(200),
  originality: z.enum(ORIGINALITIES),
  signed: z.boolean(),
  stamped: z.boolean(),
  secrecy: z.enum(SECRECY_LEVELS),
  secrecyYears: z.number().int().min(0).max(99),
  retention: z.enum(RETENTIONS),
  paperPages: Count.nullable(),
  remarks: Line(600),
  itemNumber: Count.min(1),
  /** 铅笔号 on the first page: 类号-顺序号. */
  pencilCode: Line(40),
  archivalCode: Line(120).min(1),
  scans: z.array(BundleScan).max(10_000),
});
export type BundleItem = z.infer<typeof BundleItem>;

/** `data/catalogue.json`: the catalogue of the volume in this program's terms, version 1. */
export const BundleCatalogue = z.strictObject({
  format: z.literal('liandang-transfer'),
  version: z.literal(1),
  bundle: BundleInfo,
  person: BundlePerson,
  volume: z.strictObject({
    volumeNumber: Count.min(1),
    /** 备考表 of the sender. */
    notes: z.array(z.strictObject({ at: Line(40), by: Line(100), text: Line(2000) })).max(100_000),
  }),
  items: z.array(BundleItem).min(1).max(20_000),
  /** Numbers that stay with voided items, and why. */
  voided: z
    .array(z.strictObject({ archivalCode: Line(120), title: Line(600), reason: Line(600) }))
    .max(20_000),
});
export type BundleCatalogue = z.infer<typeof BundleCatalogue>;

/** Sheets scanned for an item: pages of its originals. */
export function pagesOfItem(item: Pick<BundleItem, 'scans'>): number {
  return item.scans.reduce((sum, scan) => sum + scan.pages.length, 0);
}
