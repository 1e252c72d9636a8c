/** What an aspect is told by: items, and the program's own records, each with what it rests on. Nothing here judges. */
import {
  DISCIPLINE_WORDS,
  type Discipline,
  SECRECY_LEVELS,
  type SecrecyLevel,
} from '#contract/vocabulary.ts';
import { signedLetters } from '#main/letter/index.ts';
import { kindName, measures, periodOfMeasure, standingOf } from '#main/measure/index.ts';
import type { Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { currentRules } from '#main/warning-rules/index.ts';
import type { RecordKind } from './fields.ts';
import { declarationsOf, type ItemRecord, trainingOf, verifiedWarnings } from './queries.ts';

export interface Source {
  readonly words: string;
  readonly itemId: number | null;
  readonly pageId: number | null;
}
export interface Line {
  readonly words: string;
  readonly sources: readonly Source[];
  /** As catalogued. */
  readonly date: string;
  /** Findings stand before what somebody only states. */
  readonly conclusive: boolean;
  readonly secrecy: SecrecyLevel;
  readonly secrecyYears: number;
}
export interface Given {
  readonly fileId: number;
  readonly clearanceRank: number;
  /** yyyymmdd */
  readonly today: string;
  /** By id; what is not among them is not there. */
  readonly items: ReadonlyMap<number, ItemRecord>;
  /** Only what rests on these items is told; false: everything within the clearance. */
  readonly narrowed: boolean;
}

export function dotted(date: string): string {
  const known = date.replaceAll(/[[\]]/g, '');
  const words = [known.slice(0, 4), known.slice(4, 6), known.slice(6, 8)].filter(Boolean).join('.');
  return date.startsWith('[') ? `${words}（推断）` : words;
}
const level = (rank: number): SecrecyLevel => SECRECY_LEVELS[rank] ?? 'top-secret';

/** Where an item lies: its number, and its pages as far as they are scanned. */
export function cite(item: ItemRecord): Source {
  const number = item.archivalCode ?? `${item.classCode}类（未定号）`;
  const pages = item.pages === 0 ? '未扫描' : item.pages === 1 ? '第1页' : `第1—${item.pages}页`;
  const place = item.itemNumber === null ? number : `第${item.itemNumber}件 ${number}`;
  return { words: `${place}，${pages}`, itemId: item.id, pageId: item.firstPage };
}
export function itemLine(item: ItemRecord): Line {
  const from = [item.author, item.documentNumber].filter(Boolean).join(' ');
  return {
    words: [dotted(item.date) || '日期不详', `《${item.title}》${from === '' ? '' : `（${from}）`}`].join(
      ' ',
    ),
    sources: [cite(item)],
    date: item.date,
    conclusive: item.nature === 'conclusion',
    secrecy: item.secrecy,
    secrecyYears: item.secrecyYears,
  };
}

const cited = (given: Given, ids: readonly (number | null)[]) =>
  ids.flatMap((id) => (id === null ? [] : (given.items.get(id) ?? [])));
const record = (words: string): Source => ({ words, itemId: null, pageId: null });
const STANDING = {
  running: '未满',
  over: '已满',
  none: '无影响期',
  unknown: '决定日期不全，影响期算不出',
} as const;
const CONCLUSIONS = {
  clear: '未发现问题',
  settled: '已了结、不影响',
  pending: '正在核查',
  influence: '影响期内',
} as const;

type Teller = (db: ReadDb, given: Given, scope: Pick<Scope, 'resources'>) => Line[];
export const TELLERS: Readonly<Record<RecordKind, Teller>> = {
  measures: (db, given, scope) => {
    const { kinds } = currentRules(db, scope).rules;
    return measures(db, given.fileId, given.clearanceRank).flatMap((one): Line[] => {
      const [item] = cited(given, [one.itemId]);
      if (!item || one.withdrawn !== null) return [];
      const period = periodOfMeasure(kinds, one);
      const standing = standingOf(period, one.decidedOn, given.today);
      const weighs =
        period.until === '' ? STANDING[standing] : `影响期至${dotted(period.until)}（${STANDING[standing]}）`;
      const breaches = (JSON.parse(one.disciplines) as Discipline[]).map((id) => DISCIPLINE_WORDS[id]);
      const why = breaches.length === 0 ? '' : `，违反${breaches.join('、')}`;
      const by = [one.organ, one.documentNumber].filter(Boolean).join(' ');
      return [
        {
          words: `${dotted(one.decidedOn) || '日期不详'} ${kindName(kinds, one.kind)}${by === '' ? '' : `（${by}）`}${why}，${weighs}`,
          sources: [cite(item)],
          date: one.decidedOn,
          conclusive: true,
          secrecy: item.secrecy,
          secrecyYears: item.secrecyYears,
        },
      ];
    });
  },
  declarations: (db, given) =>
    declarationsOf(db, given.fileId, given.clearanceRank).flatMap((one): Line[] => {
      const [item] = cited(given, [one.itemId]);
      if (given.narrowed && !item) return [];
      const found = one.truthful + one.omitted + one.concealed;
      const findings =
        found === 0
          ? '未登记查核认定'
          : `查核认定：如实 ${one.truthful} 项、漏报 ${one.omitted} 项、隐瞒不报 ${one.concealed} 项`;
      return [
        {
          words: `${one.year}年度个人有关事项报告，${findings}`,
          sources: [item ? cite(item) : record(`个人事项登记 ${one.year}年度`)],
          date: one.filledOn === '' ? String(one.year) : one.filledOn,
          conclusive: found > 0,
          secrecy: level(one.rank),
          secrecyYears: 0,
        },
      ];
    }),
  training: (db, given) => {
    const held = trainingOf(db, given.fileId).filter(
      (one) => !given.narrowed || (one.itemId !== null && given.items.has(one.itemId)),
    );
    return [...Map.groupBy(held, (one) => one.heldOn.slice(0, 4))].map(([year, sessions]): Line => {
      const items = cited(given, [...new Set(sessions.map((one) => one.itemId))]);
      const hours = sessions.reduce((sum, one) => sum + one.hours, 0);
      return {
        words: `${year}年参加廉政教育 ${sessions.length} 次、${hours} 学时`,
        sources: items.length > 0 ? items.map(cite) : [record(`宣传教育登记 ${year}年`)],
        date: sessions.at(-1)?.heldOn ?? year,
        conclusive: false,
        secrecy: 'internal',
        secrecyYears: 0,
      };
    });
  },
  warnings: (db, given) =>
    verifiedWarnings(db, given.fileId, given.clearanceRank).flatMap((one): Line[] => {
      const ids = JSON.parse(one.evidence) as number[];
      if (given.narrowed && (ids.length === 0 || ids.some((id) => !given.items.has(id)))) return [];
      const since = one.since.replaceAll('-', '').slice(0, 8);
      return [
        {
          words: one.text,
          sources: [record(`预警 ${one.id} 号`), ...cited(given, ids).map(cite)],
          date: since,
          conclusive: true,
          secrecy: level(one.rank),
          secrecyYears: 0,
        },
      ];
    }),
  letters: (db, given) =>
    signedLetters(db, given.clearanceRank, given.fileId).flatMap((one): Line[] => {
      const [item] = cited(given, [one.itemId]);
      if (!item) return [];
      return [
        {
          words: `${dotted(item.date)} ${one.kind === 'reply' ? '廉政意见回复' : '廉洁自律结论性意见'} ${one.number}，结论：${CONCLUSIONS[one.conclusion]}`,
          sources: [cite(item)],
          date: item.date,
          conclusive: true,
          secrecy: level(one.rank),
          secrecyYears: item.secrecyYears,
        },
      ];
    }),
};

/** Items that a record tells already: they are not told twice. */
export function toldItems(lines: readonly Line[]): ReadonlySet<number> {
  return new Set(lines.flatMap((one) => one.sources.flatMap((source) => source.itemId ?? [])));
}
