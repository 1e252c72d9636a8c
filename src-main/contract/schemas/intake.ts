import { z } from 'zod';
import { route } from '../route.ts';
import { ClassCode, Done, FilledLine, Id, Instant, JobStarted, Line, Nothing, PathToken } from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;

export const TrayReason = z.enum([
  'person-unknown',
  'person-ambiguous',
  'class-unknown',
  'name-unreadable',
  'type-refused',
  'type-lies',
  'unreadable',
  'empty',
  'duplicate-page',
  'page-taken',
  'too-large',
  'file-closed',
  'not-read',
  'unsorted',
  'separator',
]);
export const TrayEntry = z.strictObject({
  id: Id,
  importId: Id,
  relativePath: z.string(),
  size: z.number(),
  reason: TrayReason,
  message: z.string(),
  /** The bytes are kept (encrypted); false where nothing could be read or the type is refused by rule. */
  kept: z.boolean(),
  fileId: Id.nullable(),
  personName: z.string(),
  classCode: z.string(),
  sequence: z.number().int().nullable(),
  page: z.number().int().nullable(),
  state: z.enum(['waiting', 'placed', 'dismissed']),
  note: z.string(),
});

export const GateKind = z.enum(['missing', 'surplus', 'no-scan', 'uncatalogued', 'tray', 'damaged']);
export const GateDifference = z.strictObject({
  /** Stable while the difference stands: kind, item or tray entry, and both counts. */
  key: z.string(),
  kind: GateKind,
  fileId: Id,
  personName: z.string(),
  itemId: Id.nullable(),
  trayId: Id.nullable(),
  label: z.string(),
  paperPages: z.number().int().nullable(),
  scannedPages: z.number().int().nullable(),
  message: z.string(),
  acceptedBy: z.string().nullable(),
  acceptedReason: z.string().nullable(),
});

export const ImportRow = z.strictObject({
  id: Id,
  label: z.string(),
  at: Instant,
  by: z.string(),
  files: z.number().int(),
  pagesAdded: z.number().int(),
  alreadyThere: z.number().int(),
  toTray: z.number().int(),
  ignored: z.number().int(),
  state: z.string(),
});

export const intake = {
  importScans: route({
    kind: 'act',
    input: z.strictObject({ source: PathToken, catalogue: PathToken.optional() }),
    output: JobStarted,
    access: ['clerk'],
    audit: 'intake.import-scans',
  }),
  importCatalogue: route({
    kind: 'act',
    input: z.strictObject({ source: PathToken }),
    output: z.strictObject({
      items: z.number(),
      added: z.number(),
      same: z.number(),
      faults: z.array(
        z.strictObject({ cell: z.string(), message: z.string(), severity: z.enum(['error', 'warning']) }),
      ),
    }),
    access: ['clerk'],
    audit: 'intake.import-catalogue',
  }),
  importTexts: route({
    kind: 'act',
    input: z.strictObject({ source: PathToken }),
    output: JobStarted,
    access: ['clerk'],
    audit: 'intake.import-texts',
  }),
  imports: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ imports: z.array(ImportRow) }),
    access: VIEWERS,
    audit: 'none',
  }),
  tray: route({
    kind: 'read',
    input: z.strictObject({
      state: z.enum(['waiting', 'placed', 'dismissed', 'all']),
      fileId: Id.optional(),
    }),
    /** At most 5,000 entries, the oldest first; `total` counts them all. */
    output: z.strictObject({ entries: z.array(TrayEntry), total: z.number().int() }),
    access: VIEWERS,
    audit: 'intake.view-tray',
  }),
  place: route({
    kind: 'act',
    /** Puts the kept bytes at the end of an item; `itemId` absent: a new draft item of the class. */
    input: z.strictObject({
      entryId: Id,
      fileId: Id,
      classCode: ClassCode.optional(),
      itemId: Id.optional(),
    }),
    output: z.strictObject({ itemId: Id }),
    access: ['clerk'],
    audit: 'intake.place',
  }),
  dismiss: route({
    kind: 'write',
    input: z.strictObject({ entryId: Id, reason: FilledLine(200) }),
    output: Done,
    access: ['clerk'],
    audit: 'intake.dismiss',
  }),
  gate: route({
    kind: 'read',
    input: z.strictObject({ fileId: Id.optional() }),
    output: z.strictObject({ differences: z.array(GateDifference), open: z.number().int() }),
    access: VIEWERS,
    audit: 'intake.view-gate',
  }),
  acceptDifference: route({
    kind: 'write',
    input: z.strictObject({ key: Line(200), reason: FilledLine(200) }),
    output: Done,
    access: ['reviewer'],
    audit: 'intake.accept-difference',
  }),
};
