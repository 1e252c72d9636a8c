import { z } from 'zod';
import { route } from '../route.ts';
import { ClassCode, Done, FilledLine, Id, Instant, JobStarted, Line, Nothing, PathToken } from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;

export const ScanProfile = z.strictObject({
  name: FilledLine(40),
  /** As the system names it, e.g. `airscan:e0:…`. */
  device: FilledLine(200).refine((text) => !text.startsWith('-'), '设备名不能以“-”开头'),
  mode: z.enum(['colour', 'grey', 'mono']),
  dpi: z.number().int().min(50, '分辨率不低于50').max(1200, '分辨率不高于1200'),
  /** The device's word for glass, feeder or duplex feeder; empty: its default. */
  source: Line(80),
  /** Millimetres. */
  width: z.number().min(20).max(500),
  height: z.number().min(20).max(1000),
  format: z.enum(['jpeg', 'tiff']),
  /** JPEG quality; GB/T 33870-2017 asks for no visible loss. */
  quality: z.number().int().min(60).max(100),
  /** Options of this device, one `key=value` each. */
  extra: z.array(z.string().regex(/^[a-z][a-z0-9-]*=[^\n]{0,100}$/, '选项应写作“名称=值”')).max(20),
  /** Which standard it keeps to, for the record. */
  standard: z.enum(['GB/T 33870-2017', 'DA/T 31-2017', '']),
});
/** Where the pages go that no 分件页 leads elsewhere. */
export const ScanTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tray') }),
  z.strictObject({ kind: z.literal('new'), fileId: Id, classCode: ClassCode }),
  z.strictObject({ kind: z.literal('item'), itemId: Id }),
]);
export const FedPage = z.strictObject({
  id: Id,
  sequence: z.number().int(),
  separator: z.boolean(),
  /** Its page, once it is filed; else its place in the tray. Both null: placed by hand since, or not to be shown. */
  pageId: Id.nullable(),
  trayId: Id.nullable(),
  itemId: Id.nullable(),
  /** Still to be filed by a person. */
  waiting: z.boolean(),
  place: z.string(),
});
export const Batch = z.strictObject({
  id: Id,
  label: z.string(),
  origin: z.enum(['scanner', 'watch']),
  at: Instant,
  by: z.string(),
  state: z.string(),
  pages: z.number().int(),
  separators: z.number().int(),
  toTray: z.number().int(),
});

export const scanning = {
  /** Scanners that are connected now; may take ten seconds. */
  devices: route({
    kind: 'act',
    input: Nothing,
    output: z.strictObject({ devices: z.array(z.strictObject({ name: z.string(), label: z.string() })) }),
    access: ['clerk'],
    audit: 'none',
  }),
  deviceOptions: route({
    kind: 'act',
    input: z.strictObject({ device: FilledLine(200) }),
    output: z.strictObject({
      modes: z.array(z.string()),
      sources: z.array(z.string()),
      resolutions: z.string(),
    }),
    access: ['clerk'],
    audit: 'none',
  }),
  profiles: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      profiles: z.array(ScanProfile.extend({ id: Id })),
      /** The one that fed last; null: none has yet. */
      lastUsed: Id.nullable(),
      /** By standard; their device is still to be chosen. */
      presets: z.array(ScanProfile.omit({ device: true })),
    }),
    access: VIEWERS,
    audit: 'none',
  }),
  saveProfile: route({
    kind: 'write',
    input: z.strictObject({ id: Id.optional(), profile: ScanProfile }),
    output: z.strictObject({ id: Id }),
    access: ['clerk'],
    audit: 'scanning.save-profile',
  }),
  removeProfile: route({
    kind: 'write',
    input: z.strictObject({ id: Id }),
    output: Done,
    access: ['clerk'],
    audit: 'scanning.remove-profile',
  }),
  /** Feeds a stack, or one sheet off the glass. */
  scan: route({
    kind: 'act',
    input: z.strictObject({
      profileId: Id,
      target: ScanTarget,
      /** Sides at most; absent: until the feeder is empty. */
      most: z.number().int().min(1).max(1000).optional(),
      /** Goes on with this batch after a jam or a stop. */
      batchId: Id.optional(),
    }),
    output: JobStarted,
    access: ['clerk'],
    audit: 'scanning.start',
  }),
  /** Takes whole files out of a folder as they come, until it is stopped. */
  watch: route({
    kind: 'act',
    input: z.strictObject({ folder: PathToken, target: ScanTarget }),
    output: JobStarted,
    access: ['clerk'],
    audit: 'scanning.watch',
  }),
  batches: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ batches: z.array(Batch) }),
    access: VIEWERS,
    audit: 'none',
  }),
  /** Every side of a batch in the order it came. */
  pages: route({
    kind: 'read',
    input: z.strictObject({ batchId: Id }),
    output: z.strictObject({ pages: z.array(FedPage) }),
    access: VIEWERS,
    audit: 'scanning.view-batch',
  }),
  /** 手工双面: the backs of a turned stack go behind their fronts. */
  interleave: route({
    kind: 'act',
    input: z.strictObject({
      frontsId: Id,
      backsId: Id,
      /** The stack was turned as a whole: its last sheet came first. */
      reversed: z.boolean(),
    }),
    output: JobStarted,
    access: ['clerk'],
    audit: 'scanning.interleave',
  }),
  /** 分件页 to print: the code's modules row by row, 1 dark, and what a person reads on it. */
  separators: route({
    kind: 'read',
    input: z.strictObject({
      fileId: Id,
      classCodes: z.array(ClassCode).max(100),
      itemIds: z.array(Id).max(500),
    }),
    output: z.strictObject({
      sheets: z.array(
        z.strictObject({
          payload: z.string(),
          modules: z.array(z.string()),
          personName: z.string(),
          volumeNumber: z.number().int(),
          heading: z.string(),
          detail: z.string(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'scanning.separators',
  }),
};
