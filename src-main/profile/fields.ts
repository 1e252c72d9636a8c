/** 画像的方面: which classes and records each aspect is put together from, as data. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Fields = z.array(
  z.strictObject({
    name: z.string().min(1),
    /** Heads or sub-classes. */
    classes: z.array(z.string().regex(/^\d{2}(\d{2})?$/)),
    records: z.array(z.enum(['measures', 'declarations', 'letters', 'training', 'warnings'])),
  }),
);
export type ProfileField = z.infer<typeof Fields>[number];
export type RecordKind = ProfileField['records'][number];

const read = new Map<string, readonly ProfileField[]>();
export function profileFields(resources: string): readonly ProfileField[] {
  const path = join(resources, 'profile-fields.json');
  let fields = read.get(path);
  if (!fields) read.set(path, (fields = Fields.parse(JSON.parse(readFileSync(path, 'utf8')))));
  return fields;
}
