/** Clean data gives no warning; every planted contradiction is found, as itself and as nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WarningRules } from '#contract/schemas/warning.ts';
import { declarationForm, type Row } from '#main/declaration/index.ts';
import { CHECKS } from './checks/index.ts';
import type { Facts, ItemFact, Report } from './facts.ts';
import { judge } from './scan.ts';

const RESOURCES = join(import.meta.dirname, '..', '..', 'resources');
const RULES = WarningRules.parse(JSON.parse(readFileSync(join(RESOURCES, 'warning-rules.json'), 'utf8')));
const FORM = declarationForm({ resources: RESOURCES });
const TODAY = '20261125';

/** Seeded, so that a failure comes back (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
function identityNumber(birth: string, odd: boolean, n: number): string {
  const order = String((n % 400) * 2 + (odd ? 1 : 0)).padStart(3, '0');
  const first = `429999${birth}${order}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first[at]), 0);
  return first + '10X98765432'[sum % 11];
}
const two = (value: number) => String(value).padStart(2, '0');

function cleanCadre(n: number): Facts {
  const next = random(n + 1);
  const pick = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const day = (year: number) => `${year}${two(pick(1, 12))}${two(pick(1, 28))}`;
  const born = pick(1966, 1985);
  const birthDate = day(born);
  const man = next() < 0.7;
  const item = (at: number, year: number): ItemFact => ({
    id: n * 100 + at,
    fileId: n,
    classCode: at === 0 ? '0201' : (['0102', '0502', '0601', '1002'][at % 4] ?? '0102'),
    title: `材料之${at}`,
    date: [String(year), `${year}${two(pick(1, 12))}`, day(year)][at % 3] ?? '',
    documentNumber: at % 2 === 0 ? `示发〔${year}〕${pick(1, 60)}号` : '',
    secrecy: at % 5 === 0 ? 'secret' : 'internal',
    secrecyRank: at % 5 === 0 ? 1 : 0,
    secrecyYears: at % 5 === 0 ? 10 : 0,
    secrecyEvent: '',
    retention: at % 3 === 0 ? 'Y' : 'D30',
  });
  const rows: Row[] = [
    { item: 'family', values: { relation: man ? '妻' : '夫', name: `配偶${n}` } },
    { item: 'family', values: { relation: '子', name: `子${n}` } },
    { item: 'marriage', values: { change: '无变化', spouse: `配偶${n}` } },
    {
      item: 'house',
      values: { owner: `某${n}`, place: `示范路${n}号`, title: `示房${n}`, area: '100', nature: '商品房' },
    },
    { item: 'salary', values: { kind: '工资津补贴', payer: '示范局', amount: '18' } },
  ];
  const holding = (amount: number): Row => ({
    item: 'holding',
    values: { name: `某${n}`, relation: '本人', kind: '基金', code: String(n), amount: String(amount) },
  });
  const report = (at: number, year: number, kind: Report['kind'], content: readonly Row[]): Report => ({
    id: n * 10 + at,
    fileId: n,
    personName: `某${n}`,
    year,
    kind,
    version: 1,
    itemId: n * 100,
    itemTitle: '',
    filledOn: kind === 'annual' ? `${year + 1}01${two(pick(1, 31))}` : '',
    note: '',
    rows: content.length,
    capturedBy: '',
    capturedAt: '',
    rank: 1,
    content,
  });
  return {
    person: {
      fileId: n,
      id: n,
      name: `某${n}`,
      sex: man ? '男' : '女',
      birthDate: n % 3 === 0 ? birthDate.slice(0, 6) : birthDate,
      idNumber: identityNumber(birthDate, man, n),
      idNumberReason: '',
      workDate: day(born + pick(18, 24)),
      partyDate: n % 4 === 0 ? '' : day(born + pick(20, 30)),
      rank: ['县处级正职', '乡科级正职'][n % 2] ?? '',
      unit: '示范市示范局',
    },
    posts: [0, 5, 10].map((after, at) => {
      const begin = born + 26 + after;
      // Each ends in the month in which the next begins; one beside the last is no second main post.
      return {
        fileId: n,
        id: n * 10 + at,
        title: ['科员', '科长', '副局长'][at] ?? '',
        main: true,
        fromDate: at === 1 ? `${begin}06` : `${begin}0615`,
        untilDate: at === 2 ? '' : `${begin + 5}06${at === 0 ? '' : '20'}`,
        ended: at !== 2,
      };
    }),
    relatives: [{ relation: man ? '妻' : '夫', name: `配偶${n}`, work: '示范市第一中学' }],
    items: Array.from({ length: 8 }, (_, at) => item(at, 2019 + at)).map((one) =>
      // The newest year runs still: no later than today.
      one.date.startsWith('2026') ? { ...one, date: '2026' } : one,
    ),
    measures: [
      {
        id: n,
        fileId: n,
        personName: '',
        kind: 'gov-warning',
        itemId: n * 100 + 1,
        itemTitle: '',
        decidedOn: day(2020),
        organ: '示范市监委',
        documentNumber: `示监〔2020〕${n}号`,
        note: '',
        untilByHand: '',
        overrideReason: '',
        disciplines: '[]',
        recordedBy: '',
        recordedAt: '',
        withdrawn: null,
        rank: 1,
      },
    ],
    reports: [
      report(1, 2024, 'annual', [...rows, holding(10)]),
      report(2, 2025, 'annual', [...rows, holding(20)]),
      report(3, 2025, 'check', [...rows, holding(20)]),
    ],
    findings: [],
  };
}

type Plant = (facts: Facts) => Facts;
const person =
  (change: Partial<Facts['person']>): Plant =>
  (facts) => ({ ...facts, person: { ...facts.person, ...change } });
const lastItem =
  (change: (item: ItemFact, facts: Facts) => Partial<ItemFact>): Plant =>
  (facts) => ({
    ...facts,
    items: facts.items.map((item, at) => (at === 6 ? { ...item, ...change(item, facts) } : item)),
  });
const measure =
  (change: Partial<Facts['measures'][number]>): Plant =>
  (facts) => ({
    ...facts,
    measures: facts.measures.map((one) => ({ ...one, ...change })),
  });
const report =
  (at: number, change: (one: Report) => Partial<Report>): Plant =>
  (facts) => ({
    ...facts,
    reports: facts.reports.map((one, index) => (index === at ? { ...one, ...change(one) } : one)),
  });
/** Into the newest year's report and its check, so that only the one thing is wrong. */
const bothNewest =
  (row: Row): Plant =>
  (facts) => ({
    ...facts,
    reports: facts.reports.map((one) => ({ ...one, content: [...one.content, row] })),
  });

const PLANTS: Readonly<Record<string, Plant>> = {
  'id-birth': (facts) => person({ birthDate: String(Number(facts.person.birthDate.slice(0, 4)) - 1) })(facts),
  'id-sex': (facts) => person({ sex: facts.person.sex === '男' ? '女' : '男' })(facts),
  'work-age': (facts) => person({ workDate: String(Number(facts.person.birthDate.slice(0, 4)) + 12) })(facts),
  'party-age': (facts) =>
    person({ partyDate: `${Number(facts.person.birthDate.slice(0, 4)) + 14}0701` })(facts),
  'item-before-birth': lastItem((_item, facts) => ({
    date: String(Number(facts.person.birthDate.slice(0, 4)) - 2),
    documentNumber: '',
    retention: 'Y',
    secrecy: 'internal',
    secrecyRank: 0,
  })),
  'item-future': lastItem(() => ({ date: '20261126', documentNumber: '' })),
  'number-year': lastItem((item) => ({
    documentNumber: `示发〔${Number(item.date.slice(0, 4)) + 1}〕3号`,
  })),
  'duplicate-item': (facts) => {
    const [first] = facts.items;
    return first ? { ...facts, items: [...facts.items, { ...first, id: first.id + 50 }] } : facts;
  },
  'measure-incomplete': measure({ documentNumber: '' }),
  'measure-date': measure({ decidedOn: '19600101' }),
  'influence-running': measure({ kind: 'post-removal', decidedOn: '20260301' }),
  'influence-ending': measure({ kind: 'gov-warning', decidedOn: '20260601' }),
  'declaration-late': report(1, () => ({ filledOn: '20260301' })),
  'declaration-question': report(0, (one) => ({
    content: [
      ...one.content,
      { item: 'firm', values: { name: '某', relation: '本人', firm: '示范公司', code: 'X1' } },
    ],
  })),
  'declaration-suspected': report(2, (one) => ({
    content: [
      ...one.content,
      { item: 'house', values: { place: '示范路999号', title: '', nature: '商品房', area: '60' } },
    ],
  })),
  'kin-business': bothNewest({
    item: 'firm',
    values: { name: '配偶', relation: '妻', firm: '示范商行', code: 'Y1' },
  }),
  'kin-abroad': bothNewest({
    item: 'emigration',
    values: { name: '配偶', relation: '妻', country: '某国', since: '2020' },
  }),
  'sideline-pay': bothNewest({
    item: 'salary',
    values: { kind: '兼职收入', payer: '示范协会', amount: '2' },
  }),
  petitions: (facts) => ({
    ...facts,
    items: [
      ...facts.items,
      ...['20260110', '20260512', '20261003'].map((date, at) => ({
        ...(facts.items[0] as ItemFact),
        id: 900_000 + at,
        classCode: '0801',
        title: `信访登记${at}`,
        date,
        documentNumber: '',
      })),
    ],
  }),
  'relative-same-unit': (facts) => ({
    ...facts,
    relatives: [{ relation: '弟', name: '某弟', work: '示范市示范局办公室' }],
  }),
  'post-before-work': (facts) => ({
    ...facts,
    posts: facts.posts.map((post, at) =>
      at === 0 ? { ...post, fromDate: String(Number(facts.person.workDate.slice(0, 4)) - 1) } : post,
    ),
  }),
  'post-overlap': (facts) => ({
    ...facts,
    posts: facts.posts.map((post, at) => (at === 1 ? { ...post, untilDate: '', ended: false } : post)),
  }),
  'frequent-moves': (facts) => ({
    ...facts,
    posts: [
      ...facts.posts.slice(0, 2),
      ...[0, 1, 2].map((year) => {
        const begin = Number(facts.posts[2]?.fromDate.slice(0, 4)) + year;
        return {
          ...(facts.posts[2] as Facts['posts'][number]),
          id: 900_000 + year,
          title: `局长${year}`,
          fromDate: `${begin}0701`,
          untilDate: year === 2 ? '' : `${begin + 1}0701`,
          ended: year !== 2,
        };
      }),
    ],
  }),
  'secrecy-ending': lastItem(() => ({
    date: '20170101',
    documentNumber: '',
    secrecy: 'secret',
    secrecyRank: 1,
    secrecyYears: 10,
    retention: 'Y',
  })),
  'retention-due': lastItem(() => ({
    date: '2012',
    documentNumber: '',
    secrecy: 'internal',
    secrecyRank: 0,
    retention: 'D10',
  })),
  'declaration-missing': (facts) => ({
    ...facts,
    person: { ...facts.person, rank: '县处级正职' },
    reports: facts.reports.filter((one) => one.year !== 2025),
    items: facts.items.filter((item) => item.classCode !== '0201'),
  }),
};

test('clean data of 2,000 cadres gives no warning', () => {
  for (let n = 1; n <= 2_000; n += 1) {
    const found = judge(cleanCadre(n), RULES, FORM, TODAY);
    expect(found.map(({ rule, hit }) => `${n} ${rule.id}: ${hit.text}`)).toEqual([]);
  }
});

test('every rule has a check, and every check a rule and a plant', () => {
  expect(Object.keys(CHECKS).toSorted()).toEqual(RULES.rules.map((one) => one.id).toSorted());
  expect(Object.keys(PLANTS).toSorted()).toEqual(Object.keys(CHECKS).toSorted());
});

test('520 planted contradictions are found, each as itself and as nothing else', () => {
  let planted = 0;
  for (const [id, plant] of Object.entries(PLANTS)) {
    for (let n = 1; n <= 20; n += 1) {
      const found = judge(plant(cleanCadre(n)), RULES, FORM, TODAY);
      expect([...new Set(found.map(({ rule }) => rule.id))], `${id} in cadre ${n}`).toEqual([id]);
      for (const { hit } of found) expect(hit.text, id).toMatch(/。$/);
      planted += 1;
    }
  }
  expect(planted).toBe(520);
});

test('a number that somebody has noted as wrong proves nothing, and a partial date takes the doubt’s side', () => {
  const noted = person({ sex: '女', idNumberReason: '公安登记有误' })(cleanCadre(1));
  expect(judge({ ...noted, person: { ...noted.person, sex: noted.person.sex } }, RULES, FORM, TODAY)).toEqual(
    [],
  );
  const clean = cleanCadre(1);
  const year = Number(clean.person.birthDate.slice(0, 4));
  // Sixteen at some day of that year.
  expect(judge(person({ workDate: String(year + 16) })(clean), RULES, FORM, TODAY)).toEqual([]);
});
