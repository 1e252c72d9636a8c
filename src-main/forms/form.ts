/** What a form is made from: values and rows, no paper yet. Names of placeholders are Chinese, since offices edit templates. */
import type { z } from 'zod';
import type { FormId } from '#contract/schemas/forms.ts';
import type { SecrecyLevel } from '#contract/vocabulary.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';

export type Id = z.infer<typeof FormId>;
export type Values = { [name: string]: string | Values[] };

export interface Content {
  /** What the register calls it. */
  readonly title: string;
  readonly values: Values;
  /** The same as a plain table; rows of one cell are headings of a class. */
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly widths: readonly number[];
  readonly secrecy: SecrecyLevel;
  readonly secrecyYears: number;
  readonly pages: number;
  readonly subject: string;
}
export interface Asked {
  readonly db: ReadDb;
  readonly caller: Caller;
  readonly scope: Pick<Scope, 'now' | 'resources'>;
  readonly fileId: number | undefined;
  readonly year: number;
}
export interface Placeholder {
  readonly name: string;
  /** Name of the loop it stands in; empty: anywhere. */
  readonly loop: string;
  readonly says: string;
}
export interface Form {
  readonly id: Id;
  readonly name: string;
  readonly scope: 'cadre' | 'archive';
  readonly xlsx: boolean;
  readonly placeholders: readonly Placeholder[];
  readonly make: (asked: Asked) => Content;
}

/** Placeholders that every form has. */
export const COMMON: readonly Placeholder[] = [
  { name: '单位', loop: '', says: '全宗名称' },
  { name: '全宗号', loop: '', says: '如 J019' },
  { name: '密级', loop: '', says: '所列内容的最高密级和期限' },
  { name: '日期', loop: '', says: '打印日期' },
  { name: '打印人', loop: '', says: '输出此表的人' },
];
export const named = (loop: string, names: Readonly<Record<string, string>>): Placeholder[] =>
  Object.entries(names).map(([name, says]) => ({ name, loop, says }));
