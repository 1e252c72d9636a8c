import { z } from 'zod';
import { route } from '../route.ts';
import { Done, FilledLine, Id, Instant, Leaving, Line, Nothing, PathToken, Written } from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;
const KEEPERS = ['clerk', 'reviewer'] as const;
const PlaceKind = z.enum(['room', 'cabinet', 'shelf', 'box']);
const Difference = z.strictObject({
  id: Id,
  kind: z.enum(['missing', 'stranger', 'pages', 'place']),
  label: z.string(),
  expected: z.string(),
  found: z.string(),
  reason: z.string(),
  settledBy: z.string().nullable(),
  settledAt: Instant.nullable(),
});
const Inventory = z.strictObject({
  id: Id,
  placeId: Id,
  place: z.string(),
  state: z.enum(['open', 'paused', 'finished']),
  startedBy: z.string(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  seen: z.number().int(),
});

export const shelf = {
  /** Every place in use, parents before children, with its words from the room down and its QR payload. */
  places: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      places: z.array(
        z.strictObject({
          id: Id,
          parentId: Id.nullable(),
          kind: PlaceKind,
          name: z.string(),
          words: z.string(),
          code: z.string(),
          capacity: z.number().int(),
          /** Places or volumes in it. */
          holds: z.number().int(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'shelf.view-places',
  }),
  savePlace: route({
    kind: 'write',
    input: z.strictObject({
      id: Id.optional(),
      parentId: Id.nullable(),
      kind: PlaceKind,
      name: FilledLine(40),
      capacity: z.number().int().min(0).max(100_000),
      /** Why a place that is there already is moved; recorded on the slip. */
      reason: Line(200),
    }),
    output: z.strictObject({ id: Id, slip: Id.nullable() }),
    access: ['clerk'],
    audit: 'shelf.save-place',
  }),
  retirePlace: route({
    kind: 'write',
    input: z.strictObject({ id: Id }),
    output: Done,
    access: ['clerk'],
    audit: 'shelf.retire-place',
  }),
  /** Volumes below a place (null: those that stand nowhere), in the order of their numbers; the first 2,000. */
  volumes: route({
    kind: 'read',
    input: z.strictObject({ placeId: Id.nullable() }),
    output: z.strictObject({
      volumes: z.array(
        z.strictObject({
          fileId: Id,
          volumeNumber: z.number().int(),
          personName: z.string(),
          unit: z.string(),
          placeId: Id.nullable(),
          place: z.string(),
          code: z.string(),
        }),
      ),
      total: z.number().int(),
    }),
    access: VIEWERS,
    audit: 'shelf.view-volumes',
  }),
  /** Puts volumes into a box; one slip for all of them. */
  move: route({
    kind: 'write',
    input: z.strictObject({ fileIds: z.array(Id).min(1).max(2_000), placeId: Id, reason: FilledLine(200) }),
    output: z.strictObject({ slip: Id, moved: z.number().int() }),
    access: ['clerk'],
    audit: 'shelf.move',
  }),
  history: route({
    kind: 'read',
    input: z.strictObject({ fileId: Id.optional() }),
    output: z.strictObject({
      moves: z.array(
        z.strictObject({
          id: Id,
          slip: Id,
          label: z.string(),
          from: z.string(),
          to: z.string(),
          reason: z.string(),
          by: z.string(),
          at: Instant,
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'shelf.view-history',
  }),
  /** 移库单 as docx. */
  exportSlip: route({
    kind: 'act',
    input: z.strictObject({ slip: Id, target: PathToken, leaving: Leaving.optional() }),
    output: Written,
    access: KEEPERS,
    audit: 'shelf.export-slip',
  }),
  /** Label sheets on A4, true to the millimetre: spines and 归档章 of volumes, labels of places. */
  exportLabels: route({
    kind: 'act',
    input: z.strictObject({
      kind: z.enum(['spine', 'place', 'stamp']),
      ids: z.array(Id).min(1).max(500),
      target: PathToken,
      leaving: Leaving.optional(),
    }),
    output: Written,
    access: KEEPERS,
    audit: 'shelf.export-labels',
  }),
  inventories: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ inventories: z.array(Inventory) }),
    access: VIEWERS,
    audit: 'shelf.view-inventories',
  }),
  startInventory: route({
    kind: 'write',
    input: z.strictObject({ placeId: Id }),
    output: z.strictObject({ id: Id }),
    access: ['clerk'],
    audit: 'shelf.start-inventory',
  }),
  pauseInventory: route({
    kind: 'write',
    input: z.strictObject({ id: Id, paused: z.boolean() }),
    output: Done,
    access: ['clerk'],
    audit: 'shelf.pause-inventory',
  }),
  inventory: route({
    kind: 'read',
    input: z.strictObject({ id: Id }),
    output: z.strictObject({
      about: Inventory,
      standing: z.string(),
      expected: z.array(
        z.strictObject({
          fileId: Id,
          volumeNumber: z.number().int(),
          personName: z.string(),
          place: z.string(),
          seenAt: z.string().nullable(),
          pages: z.number().int().nullable(),
        }),
      ),
      strangers: z.array(z.string()),
      differences: z.array(Difference),
    }),
    access: VIEWERS,
    audit: 'shelf.view-inventory',
  }),
  /** One line from the scanner: a place (where one stands now), a volume, or something unknown. */
  scanCode: route({
    kind: 'write',
    input: z.strictObject({ id: Id, code: FilledLine(60) }),
    output: z.strictObject({
      what: z.enum(['place', 'volume', 'stranger']),
      fileId: Id.nullable(),
      message: z.string(),
    }),
    access: ['clerk'],
    audit: 'shelf.scan',
  }),
  /** Ticks a volume of the list where it should stand, or takes the tick away; page count when counted. */
  tick: route({
    kind: 'write',
    input: z.strictObject({
      id: Id,
      fileId: Id,
      seen: z.boolean(),
      pages: z.number().int().min(0).max(100_000).nullable(),
    }),
    output: Done,
    access: ['clerk'],
    audit: 'shelf.tick',
  }),
  finishInventory: route({
    kind: 'write',
    input: z.strictObject({ id: Id }),
    output: Done,
    access: ['clerk'],
    audit: 'shelf.finish-inventory',
  }),
  settle: route({
    kind: 'write',
    input: z.strictObject({ differenceId: Id, reason: FilledLine(200) }),
    output: Done,
    access: KEEPERS,
    audit: 'shelf.settle',
  }),
  exportDifferences: route({
    kind: 'act',
    input: z.strictObject({
      id: Id,
      format: z.enum(['docx', 'xlsx']),
      target: PathToken,
      leaving: Leaving.optional(),
    }),
    output: Written,
    access: KEEPERS,
    audit: 'shelf.export-differences',
  }),
};
