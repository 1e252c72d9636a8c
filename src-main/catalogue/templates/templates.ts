import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { changesBetween } from '#main/audit/index.ts';
import { currentScheme, theClass } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { deleteTemplate, putTemplate, savedTemplate, savedTemplates } from './queries.ts';

export type ItemTemplate = Parsed<'catalogue.saveTemplate'>;

/** What ships: the usual title of a class, good for it only as long as the class means what it did. */
const Shipped = z.array(z.strictObject({ code: z.string(), name: z.string(), title: z.string() }));

const NOTHING_SAID = {
  author: '',
  supplier: '',
  sourceKind: null,
  nature: null,
  originality: null,
  signed: null,
  stamped: null,
  secrecy: null,
  secrecyYears: 0,
  retention: null,
  remarks: '',
} as const;

/** What ships for the classes that still bear the name that it was made for. */
export function shippedTemplates(
  resources: string,
  classes: readonly { readonly code: string; readonly name: string }[],
): ReadonlyMap<string, ItemTemplate> {
  const named = new Map(classes.map((one) => [one.code, one.name]));
  const shipped = Shipped.parse(JSON.parse(readFileSync(join(resources, 'item-templates.json'), 'utf8')));
  return new Map(
    shipped
      .filter((one) => named.get(one.code) === one.name)
      .map(({ code, title }) => [code, { classCode: code, title, ...NOTHING_SAID }]),
  );
}

/** The templates in force: the office's own before the shipped ones. */
export function templatesInForce(db: ReadDb, resources: string): ReadonlyMap<string, ItemTemplate> {
  const { classes } = currentScheme(db);
  const own = savedTemplates(db)
    .filter((one) => classes.some(({ code }) => code === one.classCode))
    .map((one): [string, ItemTemplate] => [one.classCode, JSON.parse(one.body) as ItemTemplate]);
  return new Map([...shippedTemplates(resources, classes), ...own]);
}

export function listTemplates(
  db: ReadDb,
  _input: Parsed<'catalogue.templates'>,
  _caller: Caller,
  scope: Scope,
): Output<'catalogue.templates'> {
  return { templates: [...templatesInForce(db, scope.resources).values()] };
}

const PLACEHOLDERS = ['年度', '姓名', '类名', '责任者'] as const;

export function saveTemplate(
  db: WriteDb,
  input: ItemTemplate,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.saveTemplate'> {
  theClass(db, input.classCode);
  const unknown = [...input.title.matchAll(/\{([^{}]*)\}/g)]
    .map((found) => found[1] ?? '')
    .filter((name) => !PLACEHOLDERS.some((one) => one === name));
  if (unknown.length > 0)
    throw new Refusal('validation-failed', '题名里有认不得的占位，未保存。', [
      {
        path: 'title',
        message: `不认识 ${unknown.map((name) => `{${name}}`).join('、')}，可用 ${PLACEHOLDERS.map((name) => `{${name}}`).join(' ')}`,
      },
    ]);
  const before = savedTemplate(db, input.classCode);
  putTemplate(db, input.classCode, JSON.stringify(input), scope.now().toISOString(), caller.name);
  scope.note.subject = `template:${input.classCode}`;
  scope.note.changes = changesBetween(
    before === undefined ? undefined : (JSON.parse(before.body) as Record<string, unknown>),
    input,
  );
  return { done: true };
}

export function dropTemplate(
  db: WriteDb,
  input: Parsed<'catalogue.dropTemplate'>,
  _caller: Caller,
  scope: Scope,
): Output<'catalogue.dropTemplate'> {
  const before = savedTemplate(db, input.classCode);
  if (!before) throw new Refusal('not-found', '这一类没有自定的著录模板。');
  deleteTemplate(db, input.classCode);
  scope.note.subject = `template:${input.classCode}`;
  scope.note.changes = changesBetween(JSON.parse(before.body) as Record<string, unknown>, {});
  return { done: true };
}
