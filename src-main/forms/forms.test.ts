import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Input } from '#contract/index.ts';
import { FORM_IDS } from '#contract/schemas/forms.ts';
import { ROOT, SAMPLE, TestArchive } from '#main/testing/archive.ts';
import { FORMS } from './forms.ts';
import { check } from './template.ts';

let archive: TestArchive;
let fileId = 0;
const grant = (name: string) => archive.application.grantPath(join(archive.folder, name));
const shipped = (id: string) => readFileSync(join(ROOT, 'resources', 'templates', `${id}.docx`));
const OFFICE = spawnSync('soffice', ['--version']).error === undefined;
/** Words of a document, as a reader of the file sees them. */
function wordsOf(path: string): string {
  const xml = new PizZip(readFileSync(path)).file('word/document.xml')?.asText() ?? '';
  return xml.replaceAll(/<\/w:p>/g, '\n').replaceAll(/<[^>]+>/g, '');
}

beforeAll(async () => {
  archive = await TestArchive.create();
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  await archive.must('intake.importCatalogue', {
    source: archive.application.grantPath(join(SAMPLE, '目录.xlsx')),
  });
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  fileId = (await archive.must('people.get', { id: ids[0] ?? 0 })).fileId;
});
afterAll(() => archive.discard());

test('every form has a shipped template that names nothing it does not have', () => {
  expect(FORMS.map((form) => form.id).toSorted()).toEqual([...FORM_IDS].toSorted());
  for (const form of FORMS) expect(check(shipped(form.id), form.id, form), form.id).toEqual([]);
});

test('every form is written, with its mark and no placeholder left, and is in the register', async () => {
  for (const form of FORMS) {
    const name = `${form.id}.docx`;
    await archive.must('forms.export', {
      form: form.id,
      fileId,
      year: 2024,
      format: 'docx',
      target: grant(name),
    });
    const words = wordsOf(join(archive.folder, name));
    expect(words, form.id).not.toMatch(/[{}]/);
    expect(words, form.id).toContain(form.scope === 'cadre' && form.id !== 'spine' ? '李样卷' : '');
    if (form.xlsx)
      await archive.must('forms.export', {
        form: form.id,
        fileId,
        year: 2024,
        format: 'xlsx',
        target: grant(`${form.id}.xlsx`),
      });
  }
  const { ids } = await archive.must('output.ledgerIds', {});
  const { rows } = await archive.must('output.ledgerRows', { ids });
  expect(rows.map((row) => row.kind)).toEqual(expect.arrayContaining(FORMS.map((form) => form.name)));
});

test('the contents have a heading for each class, its items in order, and rows left empty behind them', () => {
  const words = wordsOf(join(archive.folder, 'contents.docx')).split('\n');
  const at = (text: string) => words.findIndex((line) => line.includes(text));
  expect(at('一、基础信息')).toBeGreaterThan(0);
  expect(at('十、巡视审计与结论')).toBeGreaterThan(at('九、'));
  expect(at('述责述廉报告')).toBeGreaterThan(at('六、述责述廉与评议考核'));
  expect(at('述责述廉报告')).toBeLessThan(at('七、谈话函询'));
  const xml =
    new PizZip(readFileSync(join(archive.folder, 'contents.docx'))).file('word/document.xml')?.asText() ?? '';
  expect((xml.match(/<w:tblHeader\//g) ?? []).length).toBe(2);
});

const put = async (form: Input<'forms.replaceTemplate'>['form'], name: string, bytes: Uint8Array) => {
  writeFileSync(join(archive.folder, name), bytes);
  return archive.application.call('forms.replaceTemplate', {
    form,
    source: grant(name),
    reason: '本单位格式',
  });
};
/** The shipped template with some of its words changed. */
function changed(id: string, from: string, to: string): Buffer {
  const zip = new PizZip(shipped(id));
  const xml = zip.file('word/document.xml')?.asText() ?? '';
  expect(xml).toContain(from);
  zip.file('word/document.xml', xml.replace(from, to));
  return zip.generate({ type: 'nodebuffer' });
}

test('an office puts its own template in place; what is wrong with one is told by its words', async () => {
  await archive.as('reviewer');
  const wrong = await put('cover', '错.docx', changed('cover', '{姓名}', '{姓名字}'));
  expect(wrong).toMatchObject({ ok: false, error: { code: 'file-refused' } });
  expect(JSON.stringify(wrong)).toContain('是不是「{姓名}」');
  expect(JSON.stringify(await put('handover', '断.docx', changed('handover', '{/材料}', '')))).toContain(
    '循环开始了而没有结束',
  );
  expect(await put('cover', '假.docx', Buffer.from('不是文档'))).toMatchObject({
    ok: false,
    error: { code: 'file-refused' },
  });
  const macro = new PizZip(shipped('cover'));
  macro.file('word/vbaProject.bin', 'x');
  expect(JSON.stringify(await put('cover', '宏.docx', macro.generate({ type: 'nodebuffer' })))).toContain(
    '含有宏',
  );
  expect(
    await put('cover', '本单位.docx', changed('cover', '干 部 廉 政 档 案', '本县干部廉政档案')),
  ).toMatchObject({ ok: true });
  const export_ = (name: string) =>
    archive.must('forms.export', { form: 'cover', fileId, format: 'docx', target: grant(name) });
  await export_('本单位封面.docx');
  expect(wordsOf(join(archive.folder, '本单位封面.docx'))).toContain('本县干部廉政档案');
  await archive.must('forms.restoreTemplate', { form: 'cover', reason: '恢复' });
  await export_('原封面.docx');
  expect(wordsOf(join(archive.folder, '原封面.docx'))).toContain('干 部 廉 政 档 案');
  await archive.as('clerk');
  expect((await put('cover', '本单位.docx', shipped('cover'))).ok).toBe(false);
});

test('a print is in the register before the sheet is made, and the sheet says so', async () => {
  await archive.as('clerk');
  const done = await archive.must('forms.print', { form: 'contents', fileId });
  expect(done.watermark).toContain(`输出登记 ${done.number} 号`);
  const { ids } = await archive.must('output.ledgerIds', {});
  const { rows } = await archive.must('output.ledgerRows', { ids });
  expect(rows.find((one) => one.number === done.number)).toMatchObject({ kind: '打印', medium: '打印机' });
});

test('a line of the 备考表 is as secret as what it names, also once the title has changed', async () => {
  await archive.as('clerk');
  const { id } = await archive.must('catalogue.create', {
    fileId,
    item: {
      classCode: '0101',
      title: '不宜示人之题名',
      date: '20240315',
      author: '',
      documentNumber: '',
      sourceKind: 'organisation',
      nature: 'statement',
      supplier: '',
      originality: 'original',
      signed: false,
      stamped: false,
      secrecy: 'confidential',
      secrecyYears: 20,
      retention: 'D10',
      paperPages: 1,
      remarks: '',
    },
  });
  await archive.must('numbering.voidItem', { itemId: id, reason: '重份' });
  const lines = async () =>
    JSON.stringify((await archive.must('forms.preview', { form: 'volume-note', fileId })).rows);
  expect(await lines()).toContain('不宜示人之题名');
  await archive.addAccount('duli', '低密级', ['clerk'], 'internal');
  expect(await lines()).not.toContain('不宜示人之题名');
  await archive.as('clerk');
});

test('one paper for each of many cadres, into a folder', async () => {
  mkdirSync(join(archive.folder, '成批'));
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  const { rows } = await archive.must('people.rows', { ids });
  const { written } = await archive.must('forms.exportMany', {
    form: 'volume-note',
    fileIds: rows.map((row) => row.fileId),
    folder: grant('成批'),
  });
  expect(readdirSync(join(archive.folder, '成批')).toSorted()).toEqual([...written].toSorted());
  expect(written).toHaveLength(rows.length);
});

test.skipIf(!OFFICE)(
  'a full file of 200 items runs over pages with its heading on each',
  async () => {
    const { classes } = await archive.must('catalogue.scheme', {});
    const subs = classes.filter((one) => one.parent !== null);
    for (let n = 0; n < 200; n += 1) {
      const sub = subs[n % subs.length];
      await archive.must('catalogue.create', {
        fileId,
        item: {
          classCode: sub?.code ?? '0101',
          title: `关于某项工作情况的报告之${n}，题名较长以便看它在格子里怎样折行`,
          date: '20240315',
          author: '',
          documentNumber: '',
          sourceKind: 'organisation',
          nature: 'statement',
          supplier: '',
          originality: 'original',
          signed: false,
          stamped: false,
          secrecy: 'internal',
          secrecyYears: 0,
          retention: 'D10',
          paperPages: 3,
          remarks: '',
        },
      });
    }
    await archive.must('forms.export', {
      form: 'contents',
      fileId,
      format: 'docx',
      target: grant('整卷.docx'),
    });
    execFileSync(
      'soffice',
      ['--headless', '--convert-to', 'pdf', '--outdir', archive.folder, join(archive.folder, '整卷.docx')],
      {
        env: { ...process.env, HOME: archive.folder },
        stdio: 'ignore',
        timeout: 100_000,
      },
    );
    const pdf = join(archive.folder, '整卷.pdf');
    expect(existsSync(pdf)).toBe(true);
    const pages = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
      .split('\f')
      .slice(0, -1);
    expect(pages.length).toBeGreaterThan(7);
    for (const [at, page] of pages.entries()) {
      expect(page, `page ${at + 1}`).toContain('材料名称');
      expect(page.replaceAll(/\s/g, ''), `page ${at + 1}`).toContain(`第${at + 1}页共${pages.length}页`);
    }
    for (const n of [0, 57, 199]) expect(pages.join('').replaceAll(/\s/g, '')).toContain(`报告之${n}，`);
  },
  120_000,
);
