/** 画像: by posts and aspects, each line with its source; nothing above the clearance, nothing beyond an approved request. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Input } from '#contract/index.ts';
import { secrecyRank } from '#contract/vocabulary.ts';
import { rows, snapshot } from '#main/storage/index.ts';
import { PROGRAM, SAMPLE, TestArchive } from '#main/testing/archive.ts';
import { OfficeRecords } from '#main/testing/office-records.ts';
import { buildProfile } from './build.ts';
import { periodOf, periodsOf } from './periods.ts';

const NOW = new Date('2026-11-25T08:00:00.000Z');
let archive: TestArchive;
let fileId = 0;
let personId = 0;
const folder = mkdtempSync(join(tmpdir(), 'liandang-profile-'));
type Item = Input<'catalogue.create'>['item'];

async function file(
  title: string,
  classCode: string,
  date: string,
  over: Partial<Pick<Item, 'secrecy' | 'secrecyYears' | 'nature' | 'author'>> = {},
): Promise<number> {
  const item: Item = {
    classCode,
    title,
    date,
    author: '样例县纪委',
    documentNumber: '',
    sourceKind: 'organisation',
    nature: 'conclusion',
    supplier: '',
    originality: 'original',
    signed: false,
    stamped: true,
    secrecy: 'internal',
    secrecyYears: 0,
    retention: 'Y',
    paperPages: 2,
    remarks: '',
    ...over,
  };
  return (await archive.must('catalogue.create', { fileId, item })).id;
}
const post = (title: string, fromDate: string, untilDate: string) => ({
  unitId: null,
  unitText: '样例县财政局',
  title,
  main: true,
  leading: false,
  level: '',
  rank: '',
  fromDate,
  untilDate,
  ended: untilDate !== '',
  documentNumber: '',
  appointedBy: '',
  duties: '',
});
const view = () => archive.must('profile.view', { fileId });

beforeAll(async () => {
  archive = await TestArchive.create('J019', '样例县纪委', { now: () => NOW });
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  personId = ids[0] ?? 0;
  fileId = (await archive.must('people.get', { id: personId })).fileId;
  for (const one of [post('科长', '201803', '202205'), post('副局长', '20220601', '')])
    await archive.must('career.savePost', { personId, post: one });
}, 120_000);
afterAll(async () => {
  await archive.discard();
  rmSync(folder, { recursive: true, force: true });
});

test('a line stands under the post of its day and its aspect, with the item and pages that it rests on', async () => {
  const decision = await file('警告处分决定', '0901', '20240315', { secrecy: 'secret', secrecyYears: 10 });
  await archive.must('measure.save', {
    itemId: decision,
    kind: 'warning',
    decidedOn: '20240315',
    organ: '样例县纪委',
    documentNumber: '样纪〔2024〕5号',
    disciplines: ['life', 'integrity'],
    note: '',
    until: '',
    overrideReason: '',
  });
  await file('2019年度民主测评汇总', '0603', '2019');
  const profile = await view();
  const [now, before] = profile.periods;
  expect(now?.title).toBe('2022.06.01—至今　样例县财政局副局长');
  expect(before?.title).toBe('2018.03—2022.05　样例县财政局科长');
  expect(now?.fields.find((one) => one.name === '处理处分')?.lines).toEqual([
    {
      words:
        '2024.03.15 党内警告（样例县纪委 样纪〔2024〕5号），违反廉洁纪律、生活纪律，影响期至2025.03.14（已满）',
      sources: [{ words: '0901类（未定号），未扫描', itemId: decision, pageId: null }],
    },
  ]);
  expect(before?.fields.map((one) => one.name)).toContain('工作作风');
  expect(before?.without).toContainEqual({
    names: expect.arrayContaining(['处理处分', '谈话函询']),
    words: '档案中无材料',
  });
  // Told once: the measure, not its paper as well.
  expect(JSON.stringify(profile)).not.toContain('《警告处分决定》');
});

test('for each clearance nothing above it is cited, and silence about what it may not know is not told as 没有', () => {
  const office = new OfficeRecords(7, { cadres: 12, items: 400, records: 60 });
  try {
    const ranks = new Map(
      rows<{ id: number; rank: number }>(office.db, 'SELECT id, secrecy_rank AS rank FROM item').map(
        (one) => [one.id, one.rank],
      ),
    );
    for (const clearanceRank of [0, 1, 2, 3])
      for (let fileId = 1; fileId <= 12; fileId += 1) {
        const { profile, secrecy } = snapshot(office.db, (db) =>
          buildProfile(db, { fileId, clearanceRank }, { resources: PROGRAM.resources, now: () => NOW }),
        );
        const lines = profile.periods.flatMap((one) => one.fields.flatMap((field) => field.lines));
        expect(lines.every((line) => line.sources.length > 0)).toBe(true);
        const cited = lines.flatMap((line) => line.sources.flatMap((source) => source.itemId ?? []));
        expect(cited.filter((id) => (ranks.get(id) ?? 9) > clearanceRank)).toEqual([]);
        expect(secrecyRank(secrecy)).toBeLessThanOrEqual(clearanceRank);
        for (const { names, words } of profile.periods.flatMap((one) => one.without))
          if (names.includes('谈话函询'))
            expect(words.startsWith(clearanceRank === 0 ? '知悉范围内无材料' : '档案中无材料')).toBe(true);
      }
  } finally {
    office.discard();
  }
});

test('a profile with secret lines leaves only as it was approved, and stands in the register', async () => {
  const target = join(folder, '画像.docx');
  const out = () => ({ fileId, target: archive.application.grantPath(target) });
  await archive.as('clerk');
  await file('信访核查结论', '0802', '20250301', { secrecy: 'confidential', secrecyYears: 20 });
  expect(await archive.refusal('profile.export', out())).toBe('state-refused');
  const asked = () =>
    archive.must('output.request', {
      subject: { what: 'profile', id: fileId },
      copies: 1,
      purpose: '拟任考察',
      destination: '县委组织部',
    });
  const decide = async (id: number) => {
    await archive.as('approver');
    await archive.must('output.decide', { id, approve: true, note: '' });
    await archive.as('clerk');
  };
  await decide((await asked()).id);
  await file('诫勉谈话记录', '0704', '20250601', { secrecy: 'secret', secrecyYears: 10 });
  expect(await archive.refusal('profile.export', out())).toBe('state-refused');
  await decide((await asked()).id);
  await archive.must('profile.export', out());
  const xml = new PizZip(readFileSync(target)).file('word/document.xml')?.asText() ?? '';
  for (const words of [
    '机密★20年',
    '干部廉政画像',
    '副局长',
    '诫勉谈话记录',
    '党内警告',
    '0901类（未定号）',
  ]) {
    expect(xml).toContain(words);
  }
  const { ids } = await archive.must('output.ledgerIds', {});
  const { rows: entries } = await archive.must('output.ledgerRows', { ids });
  expect(entries.find((one) => one.kind === '干部廉政画像')?.purpose).toBe('拟任考察');
});

test('periods: main posts where there are any, no more than three told one by one, dates as far as they are known', () => {
  const of = (title: string, fromDate: string, main = true) => ({
    unitThen: '',
    title,
    main,
    fromDate,
    untilDate: '',
  });
  expect(periodsOf([of('甲', '')])).toEqual([{ title: '任职时间未登记', from: '' }]);
  const periods = periodsOf([
    of('一', '2010'),
    of('二', '2014'),
    of('三', '[2018]'),
    of('四', '202006'),
    of('兼', '2021', false),
  ]);
  expect(periods.map((one) => one.title.split('　').at(-1))).toEqual(['四', '三', '二', '此前及日期不详']);
  expect(periodOf(periods, '2020')).toBe(0);
  expect(periodOf(periods, '20200531')).toBe(1);
  expect(periodOf(periods, '[2018]')).toBe(1);
  expect(periodOf(periods, '2011')).toBe(3);
  expect(periodOf(periods, '')).toBe(3);
});
