import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';
import { readForm, readResume } from './read.ts';

const RESUME = `1998.07--2001.03  示例市样板局科员
2001.03－－2010.05　示例市样板局办公室
　　主任（副科级）
（其间：2005.09--2007.07在某党校学习）
2010.05--          示例市样板局副局长`;
const form = (parts: Record<string, string>) =>
  `<?xml version="1.0" encoding="UTF-8"?><Person>${Object.entries(parts)
    .map(([name, text]) => `<${name}>${text}</${name}>`)
    .join('')}</Person>`;

describe('reading', () => {
  test('a résumé line by line; what tells no span is left for a person', () => {
    expect(readResume(RESUME)).toEqual({
      posts: [
        { from: '199807', until: '200103', words: '示例市样板局科员' },
        { from: '200103', until: '201005', words: '示例市样板局办公室主任（副科级）' },
        { from: '201005', until: '', words: '示例市样板局副局长' },
      ],
      unread: ['（其间：2005.09--2007.07在某党校学习）'],
    });
  });

  test('stray spaces, zero-width characters, another encoding', () => {
    const read = readForm(
      Buffer.from(form({ XingMing: ' 王\u200b 示范 ', ChuShengNianYue: '1980.6', MinZu: '汉族\n' })),
    );
    expect(read).toMatchObject({ name: '王示范', birthDate: '198006', ethnicity: '汉族' });
    const gb = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="GB2312"?><Person><XingMing>'),
      Buffer.from([0xcd, 0xf5]),
      Buffer.from('</XingMing></Person>'),
    ]);
    expect(readForm(gb).name).toBe('王');
  });

  test.each([
    ['half a file', form({ XingMing: '王' }).slice(0, -9)],
    ['another document', '<Roster><XingMing>王</XingMing></Roster>'],
    ['no name', form({ XingMing: ' ' })],
    ['entities', `<!DOCTYPE Person [<!ENTITY a "x">]>${form({ XingMing: '&a;' })}`],
    ['no XML at all', 'PK\u0003\u0004'],
  ])('%s is refused in words', (_, text) => {
    expect(() => readForm(Buffer.from(text))).toThrow(/这个任免表读不了：/);
  });
});

describe('taking', () => {
  let archive: TestArchive;
  let personId = 0;
  let path = '';
  beforeAll(async () => {
    archive = await TestArchive.create();
    await archive.as('clerk');
    const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
    const { match } = await archive.must('people.readRoster', { source });
    await archive.must('people.importRoster', { source, match });
    const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false, text: '王示范' });
    personId = ids[0] ?? 0;
    path = join(archive.folder, '王示范.lrmx');
    const photo = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#abc' } })
      .jpeg()
      .toBuffer();
    const known = await archive.must('people.get', { id: personId });
    writeFileSync(
      path,
      form({
        XingMing: '王示范',
        XingBie: known.sex,
        ChuShengNianYue: known.birthDate.slice(0, 6),
        RuDangShiJian: '1999.12',
        JianLi: RESUME,
        JiaTingChengYuan:
          '<Item><ChengWei>妻子</ChengWei><XingMing>张样本</XingMing><GongZuoDanWeiJiZhiWu>某校教师</GongZuoDanWeiJiZhiWu></Item>',
        ZhaoPian: photo.toString('base64'),
      }),
    );
  });
  afterAll(() => archive.discard());
  const source = () => archive.application.grantPath(path);
  const look = () => archive.must('people.lookAtForm', { personId, source: source() });
  const take = async (revision?: number) => ({
    personId,
    revision: revision ?? (await archive.must('people.get', { id: personId })).revision,
    source: source(),
    fields: ['partyDate' as const],
    posts: [0, 1, 2],
    relatives: [0],
    photo: true,
  });

  test('it is looked at beside the roster without writing; what was chosen is taken once', async () => {
    const before = await archive.must('people.get', { id: personId });
    const seen = await look();
    // A roster that knows the day is not overruled by a form that knows the month.
    expect(seen.fields.map((one) => one.field)).toEqual(
      before.partyDate.startsWith('199912') ? [] : ['partyDate'],
    );
    expect(seen).toMatchObject({ otherPerson: false, photo: true });
    expect(seen.unread).toHaveLength(1);
    expect(await archive.must('people.get', { id: personId })).toEqual(before);

    expect(await archive.refusal('people.takeForm', await take(before.revision + 5))).toBe('conflict');
    const taken = await archive.must('people.takeForm', await take());
    expect(taken).toEqual({ fields: 1, posts: 3, relatives: 1, photo: true });
    const after = await archive.must('people.get', { id: personId });
    expect(after.partyDate).toBe('199912');
    expect(after.relatives.map((one) => one.name)).toContain('张样本');
    const { posts } = await archive.must('career.posts', { personId });
    expect(posts.filter((one) => one.fromDate === '200103').map((one) => one.title)).toEqual([
      '示例市样板局办公室主任（副科级）',
    ]);
    expect((await archive.application.readPhoto(personId)).ok).toBe(true);

    const again = await archive.must('people.takeForm', { ...(await take()), photo: false });
    expect(again).toEqual({ fields: 0, posts: 0, relatives: 0, photo: false });
    expect((await look()).posts.every((one) => one.known)).toBe(true);
  });

  test('the form of somebody else is not taken', async () => {
    writeFileSync(path, form({ XingMing: '赵例文', JianLi: RESUME }));
    expect((await look()).otherPerson).toBe(true);
    expect(await archive.refusal('people.takeForm', await take())).toBe('validation-failed');
  });
});
