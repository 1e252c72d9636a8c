/** What a file says of a cadre up to a day, each fact as a sentence with its source. Nothing here decides; it puts together. */
import { inWords } from '#main/calendar/index.ts';
import { kindName, type MeasureRecord, measures, periodOfMeasure, standingOf } from '#main/measure/index.ts';
import type { Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { currentRules, type Rules } from '#main/warning-rules/index.ts';
import { type Conclusion, type FactItem, factItems, type SentenceRecord } from './queries.ts';
import { type Wording, worded } from './wording.ts';

/** 谈话函询, 信访与线索, 处理处分: what a letter is asked about. Whoever writes one must be cleared for all of them. */
export const ASKED_ABOUT = ['07', '08', '09'] as const;
/** 澄清正名: shows that a complaint was unfounded, so it is none itself. */
const CLEARED = '0805';
const COMPLAINTS = '08';
/** 任前、集体廉政谈话: held with everybody, so it says nothing of a problem. */
const ORDINARY_TALK = '0701';

export interface Facts {
  readonly kinds: Rules['kinds'];
  /** Every measure of the file, withdrawn ones too. */
  readonly registered: readonly MeasureRecord[];
  /** How many of them stand and were decided by the day. */
  readonly known: number;
  readonly sentences: readonly SentenceRecord[];
  readonly items: readonly FactItem[];
  /** Complaints and leads on file, those that clear the cadre apart. */
  readonly complaints: readonly FactItem[];
  /** Measures whose influence runs on the day, with the period in words. */
  readonly running: readonly { readonly measure: MeasureRecord; readonly words: string }[];
  /** 疑似: a person decides. */
  readonly suggested: Conclusion;
}

/** As a letter dates a fact. @param date as catalogued */
function datedAs(date: string): string {
  if (date === '') return '日期不详';
  return date.startsWith('[') ? `${inWords(date)}（推断）` : inWords(date);
}

/** @param asOf yyyymmdd */
export function factsOf(
  db: ReadDb,
  scope: Pick<Scope, 'resources'>,
  of: { readonly fileId: number; readonly asOf: string; readonly clearanceRank: number },
  wording: Wording,
): Facts {
  const { fileId, asOf, clearanceRank } = of;
  const items = factItems(
    db,
    fileId,
    [...ASKED_ABOUT, ...wording.facts.map((one) => one.classes)],
    asOf,
    clearanceRank,
  );
  const { kinds } = currentRules(db, scope).rules;
  const registered = measures(db, fileId, clearanceRank);
  const known = registered.filter(
    (one) => one.withdrawn === null && one.decidedOn.replaceAll(/[[\]]/gu, '') <= asOf,
  );
  const running: { measure: MeasureRecord; words: string }[] = [];
  const measured = known.toReversed().map((one): SentenceRecord => {
    const period = periodOfMeasure(kinds, one);
    const [from, until] = [inWords(period.from), inWords(period.until)];
    if (standingOf(period, one.decidedOn, asOf) === 'running')
      running.push({ measure: one, words: `${kindName(kinds, one.kind)}，${from}至${until}` });
    const values = {
      日期: datedAs(one.decidedOn),
      种类: kindName(kinds, one.kind),
      机关: one.organ,
      文号: one.documentNumber,
      起: from,
      止: until,
    };
    return {
      text: worded(period.until === '' ? wording.measureWithout : wording.measure, values),
      sources: [
        { kind: 'measure', measureId: one.id },
        {
          kind: 'page',
          itemId: one.itemId,
          pageId: items.find((item) => item.id === one.itemId)?.firstPage ?? null,
        },
      ],
    };
  });
  const told = new Set(known.map((one) => one.itemId));
  const written = items
    .filter((one) => !told.has(one.id))
    .map(
      (one): SentenceRecord => ({
        text: worded(patternFor(wording, one.classCode), {
          日期: datedAs(one.date),
          题名: one.title,
          责任者: one.author,
          文号: one.documentNumber,
        }),
        sources: [{ kind: 'page', itemId: one.id, pageId: one.firstPage }],
      }),
    );
  const complaints = items.filter((one) => one.classCode.startsWith(COMPLAINTS) && one.classCode !== CLEARED);
  const absent = wording.none
    .map((one) => ({ ...one, heads: one.classes.split(',') }))
    .filter(({ heads }) => isAbsent(heads, items, known.length))
    .map(
      ({ heads, text }): SentenceRecord => ({
        text: worded(text, { 截止日: inWords(asOf) }),
        sources: [{ kind: 'none', classes: heads }],
      }),
    );
  return {
    kinds,
    registered,
    known: known.length,
    sentences: [...absent, ...measured, ...written],
    items,
    complaints,
    running,
    suggested: suggestion(items, complaints, running.length > 0),
  };
}

/** That nothing lies in these head classes: no item, and for 处理处分 no registered measure either. */
export function isAbsent(heads: readonly string[], items: readonly FactItem[], measured: number): boolean {
  if (heads.includes('09') && measured > 0) return false;
  return !items.some(
    (one) =>
      heads.some((head) => one.classCode.startsWith(head)) &&
      one.classCode !== CLEARED &&
      // A commendation lies among 处理处分与奖励 and is none.
      one.classCode !== '0906',
  );
}

function patternFor(wording: Wording, classCode: string): string {
  const fitting = wording.facts
    .filter((one) => classCode.startsWith(one.classes))
    .sort((a, b) => b.classes.length - a.classes.length);
  return fitting[0]?.text ?? '{日期}，有《{题名}》。';
}

/** A complaint counts as settled when a conclusion (0802, 0803) is as young as the youngest complaint or younger. */
function suggestion(
  items: readonly FactItem[],
  complaints: readonly FactItem[],
  influenced: boolean,
): Conclusion {
  if (influenced) return 'influence';
  if (complaints.length === 0)
    return items.some((one) => one.classCode.startsWith('07') && one.classCode !== ORDINARY_TALK)
      ? 'settled'
      : 'clear';
  const newest = (codes: readonly string[]) =>
    complaints
      .filter((one) => codes.includes(one.classCode))
      .map((one) => one.date.replaceAll(/[[\]]/gu, ''))
      .sort()
      .at(-1);
  const settled = newest(['0802']);
  const open = newest(['0801', '0803', '0804']);
  return settled !== undefined && (open === undefined || open <= settled) ? 'settled' : 'pending';
}
