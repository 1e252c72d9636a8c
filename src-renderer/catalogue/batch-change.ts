import type { Input } from '#contract/index.ts';
import { emptyDraft, termFor } from './item-draft.ts';

export type BatchChange = Input<'catalogue.previewBatch'>['change'];

/** Fields that make sense for many items at once; 文号 and 页数 are of one item each. */
export const BATCH_FIELDS = [
  'titleReplace',
  'classCode',
  'date',
  'author',
  'supplier',
  'sourceKind',
  'nature',
  'originality',
  'signed',
  'stamped',
  'secrecy',
  'retention',
  'remarks',
] as const;
export type BatchField = (typeof BATCH_FIELDS)[number];

/** The most that one batch takes; the route refuses more. */
export const MOST_IN_BATCH = 1_000;

/** What a field that has just been chosen begins with. */
export function begun(change: BatchChange, field: BatchField): BatchChange {
  const empty = emptyDraft();
  if (field === 'titleReplace') return { ...change, titleReplace: { find: '', with: '' } };
  if (field === 'secrecy') return { ...change, secrecy: 'internal', secrecyYears: 0 };
  if (field === 'signed' || field === 'stamped') return { ...change, [field]: true };
  return { ...change, [field]: empty[field] };
}

export function without(change: BatchChange, field: BatchField): BatchChange {
  const rest = { ...change };
  delete rest[field];
  if (field === 'secrecy') delete rest.secrecyYears;
  return rest;
}

export function withSecrecy(change: BatchChange, secrecy: NonNullable<BatchChange['secrecy']>): BatchChange {
  return { ...change, secrecy, secrecyYears: termFor(secrecy, 0) };
}

/** Whether the change says enough to be shown: nothing half written. `date` is as it was typed, read by the caller. */
export function isComplete(change: BatchChange): boolean {
  if (Object.keys(change).length === 0 || change.classCode === '') return false;
  return change.titleReplace === undefined || change.titleReplace.find.trim() !== '';
}
