/** Posts with dates, units under the names they had, and the roster's present posts that bring no date. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';

let archive: TestArchive;
let people: number[] = [];
const person = (at: number) => people[at] ?? 0;
const POST = {
  unitId: null,
  unitText: '',
  title: '科员',
  main: true,
  leading: false,
  level: '',
  rank: '',
  fromDate: '',
  untilDate: '',
  ended: false,
  documentNumber: '',
  appointedBy: '',
  duties: '',
};

beforeAll(async () => {
  archive = await TestArchive.create();
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  people = (await archive.must('people.ids', { sort: 'roster', descending: false })).ids;
}, 120_000);
afterAll(() => archive.discard());

test('the present posts of the roster are open posts without a date, until a clerk works on them', async () => {
  const detail = await archive.must('people.get', { id: person(0) });
  const { posts } = await archive.must('career.posts', { personId: person(0) });
  expect(posts.map((one) => one.title)).toEqual(detail.posts);
  expect(posts.every((one) => one.fromDate === '' && !one.ended && one.origin === 'roster')).toBe(true);
  const [first] = posts;
  if (!first) throw new Error('no post');
  const { id, revision, unitThen: _t, unitNow: _n, origin: _o, ...kept } = first;
  await archive.must('career.savePost', {
    id,
    revision,
    personId: person(0),
    post: { ...kept, fromDate: '201803' },
  });
  // Other words in the roster take away what only the roster said, not what the clerk dated.
  const {
    id: _id,
    revision: read,
    fileId: _f,
    volumeNumber: _v,
    fileState: _s,
    relatives: _r,
    classes: _c,
    ...draft
  } = detail;
  await archive.must('people.save', { id: person(0), revision: read, person: { ...draft, posts: ['顾问'] } });
  const after = (await archive.must('career.posts', { personId: person(0) })).posts;
  expect(after.map((one) => [one.title, one.fromDate])).toEqual([
    [first.title, '201803'],
    ['顾问', ''],
  ]);
});

test('overlapping posts are legal; a gap and an end before the begin are told', async () => {
  const personId = person(1);
  for (const one of (await archive.must('career.posts', { personId })).posts)
    await archive.must('career.voidPost', { id: one.id, revision: one.revision, reason: '测试' });
  const save = (post: Partial<typeof POST>) =>
    archive.must('career.savePost', { personId, post: { ...POST, ...post } });
  await save({ title: '办事员', fromDate: '199001', untilDate: '199606' });
  await save({ title: '支部委员', fromDate: '199205', untilDate: '199405', main: false });
  const late = await save({ title: '科长', fromDate: '199801' });
  const { posts, findings } = await archive.must('career.posts', { personId });
  expect(posts.map((one) => one.title)).toEqual(['办事员', '支部委员', '科长']);
  expect(findings.map((one) => [one.kind, one.postId])).toEqual([['gap', late.id]]);
  const wrong = { personId, post: { ...POST, fromDate: '200105', untilDate: '200104' } };
  expect(await archive.refusal('career.savePost', wrong)).toBe('validation-failed');
  await archive.must('career.savePost', {
    personId,
    post: { ...POST, fromDate: '200105', untilDate: '2001' },
  });
  const stale = { id: late.id, revision: 9, personId, post: POST };
  expect(await archive.refusal('career.savePost', stale)).toBe('conflict');
});

test('a post shows its unit as it was called then; either name finds the people', async () => {
  const { unit } = await archive.must('people.get', { id: person(2) });
  const old = `旧${unit}`;
  const { id } = await archive.must('career.addUnit', { name: old, fromDate: '1985', documentNumber: '' });
  await archive.must('career.renameUnit', {
    id,
    revision: 1,
    name: unit,
    fromDate: '200409',
    documentNumber: '示编〔2004〕3号',
  });
  const personId = person(2);
  const post = { ...POST, unitId: id, fromDate: '199801' };
  await archive.must('career.savePost', { personId, post });
  const found = (await archive.must('career.posts', { personId })).posts.find((one) => one.unitId === id);
  expect([found?.unitThen, found?.unitNow]).toEqual([old, unit]);
  const by = async (text: string) =>
    (await archive.must('people.ids', { text, sort: 'roster', descending: false })).ids;
  expect(await by(old)).toContain(personId);
  // So do the field words and the form of the search.
  const { fileId } = await archive.must('people.get', { id: personId });
  const { id: itemId } = await archive.must('catalogue.create', {
    fileId,
    item: {
      classCode: '0101',
      title: '廉政档案登记表',
      date: '2024',
      author: '',
      documentNumber: '',
      sourceKind: 'personal',
      nature: 'statement',
      supplier: '',
      originality: 'original',
      signed: true,
      stamped: true,
      secrecy: 'internal',
      secrecyYears: 0,
      retention: 'Y',
      paperPages: null,
      remarks: '',
    },
  });
  for (const query of [{ text: `单位:${old}` }, { text: '登记表', unit: old }])
    expect((await archive.must('search.find', { query, limit: 50 })).hits.map((one) => one.itemId)).toContain(
      itemId,
    );

  const next = await archive.must('career.addUnit', {
    name: '示范合并局',
    fromDate: '2020',
    documentNumber: '',
  });
  const end = { id, revision: 2, how: 'merged', endedOn: '202001', documentNumber: '' } as const;
  expect(await archive.refusal('career.endUnit', { ...end, successors: [] })).toBe('validation-failed');
  expect(await archive.refusal('career.endUnit', { ...end, successors: [id] })).toBe('validation-failed');
  await archive.must('career.endUnit', { ...end, successors: [next.id] });
  expect(await by('示范合并局')).toContain(personId);
  const again = { id, revision: 3, name: '又一局', fromDate: '2021', documentNumber: '' };
  expect(await archive.refusal('career.renameUnit', again)).toBe('state-refused');
});

test('a photo is taken in without what the camera wrote, replaced, and taken away', async () => {
  await archive.as('clerk');
  const personId = person(1);
  const path = join(archive.folder, '照片.jpg');
  await sharp({ create: { width: 1200, height: 1600, channels: 3, background: '#88aacc' } })
    .withExif({ IFD0: { Artist: '某照相馆' } })
    .jpeg()
    .toFile(path);
  const source = () => archive.application.grantPath(path);
  await archive.must('people.setPhoto', { personId, source: source() });
  const shown = await archive.application.readPhoto(personId);
  if (!shown.ok) throw new Error(shown.error.message);
  const facts = await sharp(shown.data.bytes).metadata();
  expect([facts.width, facts.height, facts.exif]).toEqual([567, 756, undefined]);
  const { photo } = await archive.must('people.photo', { personId });
  await archive.must('people.setPhoto', { personId, source: source() });
  expect((await archive.must('people.photo', { personId })).photo?.id).not.toBe(photo?.id);
  writeFileSync(path, '不是图像');
  expect(await archive.refusal('people.setPhoto', { personId, source: source() })).toBe('file-refused');
  writeFileSync(path, shown.data.bytes.subarray(0, 2_000));
  expect(await archive.refusal('people.setPhoto', { personId, source: source() })).toBe('file-refused');
  await archive.must('people.removePhoto', { personId });
  expect((await archive.application.readPhoto(personId)).ok).toBe(false);
  expect(await archive.refusal('people.removePhoto', { personId })).toBe('conflict');
});

test('material lies along the posts of its day, under the name that the unit had then', async () => {
  const personId = person(2);
  const { unit } = await archive.must('people.get', { id: personId });
  const { fileId } = await archive.must('people.get', { id: personId });
  const add = async (title: string, date: string, secrecy: 'internal' | 'confidential' = 'internal') =>
    archive.must('catalogue.create', {
      fileId,
      item: {
        classCode: '0101',
        title,
        date,
        author: '',
        documentNumber: '',
        sourceKind: 'personal',
        nature: 'statement',
        supplier: '',
        originality: 'original',
        signed: true,
        stamped: true,
        secrecy,
        secrecyYears: secrecy === 'internal' ? 0 : 20,
        retention: 'Y',
        paperPages: null,
        remarks: '',
      },
    });
  await add('任职以前', '1990');
  await add('旧名之下', '2001');
  await add('新名之下', '20100315');
  await add('不知何时', '');
  await add('不宜示人', '2011', 'confidential');
  const { periods, undated } = await archive.must('career.timeline', { personId });
  const lies = (title: string) => periods.find((one) => one.items.some((item) => item.title === title));
  expect(lies('任职以前')?.posts).toEqual([]);
  expect(lies('旧名之下')?.posts.map((post) => post.unit)).toContain(`旧${unit}`);
  expect(lies('新名之下')?.posts.map((post) => post.unit)).toContain(unit);
  expect(lies('新名之下')?.from).toBe('20040901');
  expect(undated.map((one) => one.title)).toContain('不知何时');
  expect(lies('不宜示人')).toBeDefined();
  await archive.addAccount('dimiqing', '李低密', ['clerk'], 'internal');
  expect(JSON.stringify(await archive.must('career.timeline', { personId }))).not.toContain('不宜示人');
});
