import { z } from 'zod';
import {
  APPRAISAL_STATES,
  FILE_STATES,
  ITEM_STATES,
  NATURES,
  ORIGINALITIES,
  RETENTIONS,
  ROLES,
  SECRECY_LEVELS,
  SOURCE_KINDS,
} from '../vocabulary.ts';

export const Id = z.number().int().positive();
export const Nothing = z.strictObject({});
export const Done = z.strictObject({ done: z.literal(true) });

/** An opaque word for a path that a person chose in a dialog of the main side; the screen never sees or makes a path. */
export const PathToken = z.string().regex(/^path-[0-9a-f]{32}$/);

/** Text typed by a person: trimmed, no control characters, bounded. */
export const Line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `不得超过${max}个字`)
    // Control characters hide text on screen and break printed lists (四性检测「特殊字符」, domain 2.8).
    .refine((text) => !/[\u0000-\u001f\u007f\u200b\u2028\u2029\ufeff]/.test(text), '含有不可见的控制字符');
export const FilledLine = (max: number) => Line(max).min(1, '不得为空');
export const Lines = (max: number) =>
  z
    .string()
    .max(max, `不得超过${max}个字`)
    .refine((text) => !/[\u0000-\u0008\u000b-\u001f\u007f\ufeff]/.test(text), '含有不可见的控制字符');

/** yyyy, yyyymm or yyyymmdd; in [] when inferred (DA/T 18-2022, domain 2.6). Empty: undated. */
export const PartialDate = z
  .string()
  .regex(
    /^(|\[?\d{4}(0[1-9]|1[0-2])?\]?|\[?\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\]?)$/,
    '日期应写作 yyyy、yyyymm 或 yyyymmdd',
  )
  .refine((text) => text.startsWith('[') === text.endsWith(']'), '推断日期的方括号不成对');

export const SecrecyLevel = z.enum(SECRECY_LEVELS);
export const Retention = z.enum(RETENTIONS);
export const SourceKind = z.enum(SOURCE_KINDS);
export const Nature = z.enum(NATURES);
export const Originality = z.enum(ORIGINALITIES);
export const Role = z.enum(ROLES);
export const ItemState = z.enum(ITEM_STATES);
export const FileState = z.enum(FILE_STATES);
export const AppraisalState = z.enum(APPRAISAL_STATES);

/** Two-digit class + two-digit sub-class of the class scheme, e.g. 0201. */
export const ClassCode = z.string().regex(/^\d{4}$/, '类号应为四位数字');

/** ISO 8601 instant in UTC. */
export const Instant = z.string();

export const Window = z.strictObject({ ids: z.array(Id).max(500) });
export const IdList = z.strictObject({ ids: z.array(Id) });
export const JobStarted = z.strictObject({ jobId: Id });
export const Written = z.strictObject({ fileName: z.string(), sha256: z.string(), size: z.number() });
/** What the register of outputs says besides: for what, where to, how many copies. Absent: the route's own purpose, one copy. */
export const Leaving = z.strictObject({
  purpose: FilledLine(200),
  destination: Line(200),
  copies: z.number().int().min(1).max(99),
});
