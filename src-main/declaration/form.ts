/** 表式: the items of the report and their fields as data; what is typed is checked and brought to one form. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { DeclarationItem } from '#contract/schemas/declaration.ts';
import { DeclarationForm } from '#contract/schemas/declaration.ts';
import { normaliseName, readPartialDate } from '#main/people/index.ts';
import type { Scope } from '#main/scope/index.ts';

export type Form = z.infer<typeof DeclarationForm>;
export type Item = z.infer<typeof DeclarationItem>;
export type Field = Item['fields'][number];
export interface Row {
  readonly item: string;
  readonly values: Readonly<Record<string, string>>;
}
export interface Fault {
  readonly path: string;
  readonly message: string;
}

export const KIND_WORDS = { annual: '年度报告', change: '变更报告', check: '查核结果' } as const;

const known = new Map<string, Form>();
/** The shipped form; read once. */
export function declarationForm({ resources }: Pick<Scope, 'resources'>): Form {
  const path = join(resources, 'declaration-form.json');
  let form = known.get(path);
  if (!form) known.set(path, (form = DeclarationForm.parse(JSON.parse(readFileSync(path, 'utf8')))));
  return form;
}

export type Reading =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly message: string };
const read = (value: string): Reading => ({ ok: true, value });
const wrong = (message: string): Reading => ({ ok: false, message });

/** 元 and 万元 stand mixed in old tables (domain 7.8): a unit that is written decides, else the field's 万元. */
function readMoney(tidy: string): Reading {
  const parts = /^(-?\d+(?:\.\d+)?)(万元|元|万|亿元|亿)?$/.exec(tidy.replaceAll(',', ''));
  if (!parts) return wrong(`「${tidy}」不是金额，应写数字，单位万元`);
  const [, figure = '', unit = '万元'] = parts;
  const factor = unit === '元' ? 0.0001 : unit.startsWith('亿') ? 10_000 : 1;
  // Cents of a 元 are the last place that means anything: six decimals of 万元.
  return read(String(Number((Number(figure) * factor).toFixed(6))));
}

/** One cell: trimmed, full-width folded, figures and dates in one form. */
export function readField(field: Field, text: string): Reading {
  const tidy = text.normalize('NFKC').trim();
  if (tidy === '') return read('');
  if (field.type === 'date') {
    const date = readPartialDate(tidy);
    return date.ok ? read(date.date) : date;
  }
  if (field.type === 'money') return readMoney(tidy);
  if (field.type === 'area' || field.type === 'share') {
    const figure = /^(\d+(?:\.\d+)?)(平方米|平米|m2|㎡|%)?$/.exec(tidy)?.[1];
    return figure === undefined ? wrong(`「${tidy}」不是数字`) : read(String(Number(figure)));
  }
  if (field.type === 'choice')
    return field.choices?.includes(tidy) === true
      ? read(tidy)
      : wrong(`「${tidy}」不在可选范围内：${field.choices?.join('、')}`);
  return read(field.key === 'name' || field.key === 'spouse' ? normaliseName(tidy) : tidy);
}

/** Reads rows as typed. Empty rows fall away; every fault is told with its place `rows.3.area`. */
export function readRows(form: Form, typed: readonly Row[]): { rows: Row[]; faults: Fault[] } {
  const items = new Map(form.items.map((item) => [item.code, item]));
  const faults: Fault[] = [];
  const rows: Row[] = [];
  for (const [index, one] of typed.entries()) {
    const item = items.get(one.item);
    if (!item) {
      faults.push({ path: `rows.${index}`, message: `表式中没有「${one.item}」这一项` });
      continue;
    }
    const stray = Object.keys(one.values).find((key) => !item.fields.some((field) => field.key === key));
    if (stray !== undefined)
      faults.push({ path: `rows.${index}.${stray}`, message: `「${item.name}」没有「${stray}」这一栏` });
    const values: Record<string, string> = {};
    for (const field of item.fields) {
      const reading = readField(field, one.values[field.key] ?? '');
      if (!reading.ok)
        faults.push({
          path: `rows.${index}.${field.key}`,
          message: `${item.name}「${field.label}」：${reading.message}`,
        });
      else if (reading.value !== '') values[field.key] = reading.value;
    }
    if (Object.keys(values).length === 0) continue;
    if (item.key.every((key) => (values[key] ?? '') === ''))
      faults.push({
        path: `rows.${index}.${item.key[0]}`,
        message: `${item.name}：${item.key.map((key) => labelOf(item, key)).join('、')}不能都空着，否则逐年无法对应`,
      });
    rows.push({ item: item.code, values });
  }
  return { rows, faults };
}

export function labelOf(item: Item, key: string): string {
  return item.fields.find((field) => field.key === key)?.label ?? key;
}
