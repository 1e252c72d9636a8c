import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { secrecyMark } from '#contract/vocabulary.ts';
import { readChosen } from '#main/chosen/index.ts';
import { tableXlsx } from '#main/documents/index.ts';
import { enterPrint, leave, leavingOf, refuseUnlessAllowed } from '#main/output/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, setting, type WriteDb } from '#main/storage/index.ts';
import { ARCHIVE_FORMS } from './data/archive-forms.ts';
import { CADRE_FORMS } from './data/cadre-forms.ts';
import type { Content, Form, Id, Values } from './form.ts';
import { cadre, insertTemplate, newestTemplate } from './queries.ts';
import { check, fill } from './template.ts';

export const FORMS: readonly Form[] = [...CADRE_FORMS, ...ARCHIVE_FORMS];

export function theForm(id: Id): Form {
  const found = FORMS.find((one) => one.id === id);
  if (!found) throw new Error(`no form ${id}`);
  return found;
}
const shipped = (resources: string, id: Id) => readFileSync(join(resources, 'templates', `${id}.docx`));

/** The template in force: the office's own, or the shipped one. */
function templateOf(db: ReadDb, { resources }: Pick<Scope, 'resources'>, id: Id): Uint8Array {
  return newestTemplate(db, id)?.body ?? shipped(resources, id);
}

export function listForms(db: ReadDb): Output<'forms.list'> {
  return {
    forms: FORMS.map(({ id, name, scope, xlsx, placeholders }) => {
      const own = newestTemplate(db, id);
      return {
        id,
        name,
        scope,
        xlsx,
        placeholders: placeholders.map((one) => ({ ...one })),
        template: {
          own: own !== undefined && own.body !== null,
          version: own?.version ?? 0,
          by: own?.by ?? '',
          at: own?.at ?? null,
        },
      };
    }),
  };
}

function contentOf(
  db: ReadDb,
  input: { readonly form: Id; readonly fileId?: number | undefined; readonly year?: number | undefined },
  caller: Caller,
  scope: Pick<Scope, 'now' | 'resources'>,
): Content {
  const form = theForm(input.form);
  if (form.scope === 'cadre' && input.fileId === undefined)
    throw new Refusal('validation-failed', `「${form.name}」一人一份，请先选定干部。`);
  const year = input.year ?? scope.now().getFullYear();
  return form.make({ db, caller, scope, fileId: input.fileId, year });
}

export function previewForm(
  db: ReadDb,
  input: Parsed<'forms.preview'>,
  caller: Caller,
  scope: Scope,
): Output<'forms.preview'> {
  const content = contentOf(db, input, caller, scope);
  scope.note.subject = content.subject;
  scope.note.detail = { form: input.form };
  return {
    title: theForm(input.form).name,
    mark: secrecyMark(content.secrecy, content.secrecyYears),
    pairs: Object.entries(content.values).flatMap(([label, value]: [string, string | Values[]]) =>
      typeof value === 'string' && value !== '' ? [{ label, value }] : [],
    ),
    headings: [...content.headings],
    rows: content.rows.map((cells) => [...cells]),
  };
}

const departureOf = (form: Form, content: Content, leaving: Parsed<'forms.export'>['leaving']) => ({
  kind: form.name,
  title: content.title,
  subject: content.subject,
  secrecy: content.secrecy,
  secrecyYears: content.secrecyYears,
  pages: content.pages,
  ...leavingOf(leaving, '整理归卷'),
});

/** What the preview shows is about to be printed: entered in the register first. */
export function printForm(
  db: WriteDb,
  input: Parsed<'forms.print'>,
  caller: Caller,
  scope: Scope,
): Output<'forms.print'> {
  const form = theForm(input.form);
  const content = contentOf(db, input, caller, scope);
  const departure = {
    ...departureOf(form, content, undefined),
    kind: '打印',
    title: `${form.name}：${content.title}`,
  };
  const proof = JSON.stringify([form.id, content.values, content.rows]);
  const { number, watermark } = enterPrint(db, caller, scope, departure, proof);
  scope.note.subject = content.subject;
  scope.note.detail = { form: form.id, register: number };
  return { number, watermark };
}

export async function exportForm(
  scope: ActScope,
  input: Parsed<'forms.export'>,
): Promise<Output<'forms.export'>> {
  const form = theForm(input.form);
  if (input.format === 'xlsx' && !form.xlsx)
    throw new Refusal('validation-failed', `「${form.name}」不是清单，只能输出为文档。`);
  const target = scope.path(input.target);
  const content = contentOf(scope.db, input, scope.caller, scope);
  const departure = departureOf(form, content, input.leaving);
  // Before the paper is made: a refusal costs nothing.
  refuseUnlessAllowed(scope.db, scope, departure);
  const bytes =
    input.format === 'docx'
      ? fill(templateOf(scope.db, scope, form.id), content.values)
      : await tableXlsx({
          title: form.name,
          mark: secrecyMark(content.secrecy, content.secrecyYears),
          subtitle: `${setting(scope.db, 'fondsName')}　${content.title}　${scope.now().toISOString().slice(0, 10)}　按打印人知悉范围列出`,
          headings: content.headings,
          rows: content.rows,
          widths: content.widths,
        });
  scope.note.detail = { form: form.id, format: input.format };
  return leave(scope, departure, target, bytes);
}

export async function exportMany(
  scope: ActScope,
  input: Parsed<'forms.exportMany'>,
): Promise<Output<'forms.exportMany'>> {
  const form = theForm(input.form);
  if (form.scope !== 'cadre')
    throw new Refusal('validation-failed', `「${form.name}」是全库的清单，不分人输出。`);
  const folder = scope.path(input.folder);
  const template = templateOf(scope.db, scope, form.id);
  const written: string[] = [];
  for (const fileId of input.fileIds) {
    const content = contentOf(scope.db, { form: form.id, fileId, year: input.year }, scope.caller, scope);
    const one = cadre(scope.db, fileId);
    const name = `${form.name}-${String(one?.volumeNumber ?? fileId).padStart(4, '0')}-${(one?.name ?? '').replaceAll(/[\\/:*?"<>|]/g, '_')}.docx`;
    scope.note.detail = { form: form.id };
    leave(
      scope,
      departureOf(form, content, input.leaving),
      join(folder, name),
      fill(template, content.values),
    );
    written.push(name);
    // The window stays free between two papers.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { written };
}

export async function exportTemplate(
  scope: ActScope,
  input: Parsed<'forms.exportTemplate'>,
): Promise<Output<'forms.exportTemplate'>> {
  const form = theForm(input.form);
  return leave(
    scope,
    {
      kind: '表格模板',
      title: form.name,
      subject: `form:${form.id}`,
      secrecy: 'internal',
      secrecyYears: 0,
      pages: 1,
      purpose: '修改模板',
    },
    scope.path(input.target),
    templateOf(scope.db, scope, form.id),
  );
}

/** Bytes of a template at most. */
const MOST_BYTES = 8 * 1024 * 1024;

export async function replaceTemplate(
  scope: ActScope,
  input: Parsed<'forms.replaceTemplate'>,
): Promise<Output<'forms.replaceTemplate'>> {
  const form = theForm(input.form);
  const path = scope.path(input.source);
  const bytes = readChosen(path, MOST_BYTES);
  const faults = check(bytes, basename(path), form);
  if (faults.length > 0)
    throw new Refusal(
      'file-refused',
      `模板「${basename(path)}」有 ${faults.length} 处问题，没有采用。`,
      faults,
    );
  const version = (newestTemplate(scope.db, form.id)?.version ?? 0) + 1;
  scope.note.subject = `form:${form.id}`;
  scope.note.detail = { version, reason: input.reason, file: basename(path) };
  scope.commit((write) =>
    insertTemplate(write, {
      form: form.id,
      version,
      body: bytes,
      reason: input.reason,
      at: scope.now().toISOString(),
      by: scope.caller.name,
    }),
  );
  return { version };
}

export function restoreTemplate(
  db: WriteDb,
  input: Parsed<'forms.restoreTemplate'>,
  caller: Caller,
  scope: Scope,
): Output<'forms.restoreTemplate'> {
  const own = newestTemplate(db, input.form);
  if (!own || own.body === null) throw new Refusal('state-refused', '现在用的就是随程序的模板。');
  insertTemplate(db, {
    form: input.form,
    version: own.version + 1,
    body: null,
    reason: input.reason,
    at: scope.now().toISOString(),
    by: caller.name,
  });
  scope.note.subject = `form:${input.form}`;
  scope.note.detail = { reason: input.reason };
  return { done: true };
}
