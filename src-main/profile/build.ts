/** 廉政画像: what lies in a file, by posts and aspects, each line with its source. It counts no points and concludes nothing. */
import type { Output } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import {
  highestSecrecy,
  SECRECY_LEVELS,
  SECRECY_WORDS,
  type SecrecyLevel,
  secrecyMark,
} from '#contract/vocabulary.ts';
import { today } from '#main/calendar/index.ts';
import { careerOf } from '#main/people/index.ts';
import { classesAbove } from '#main/scheme/index.ts';
import type { Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { type ProfileField, profileFields } from './fields.ts';
import { dotted, type Given, itemLine, type Line, TELLERS, toldItems } from './lines.ts';
import { periodOf, periodsOf } from './periods.ts';
import { itemsOf, personOf } from './queries.ts';

export type Profile = Output<'profile.view'>;
/** Lines of an aspect in the time of one post: all aspects of a long career fit on two pages. */
const MOST_LINES = 4;

export interface Meant {
  readonly fileId: number;
  readonly clearanceRank: number;
  /** A consult: number of its request, and the items approved in it. */
  readonly within?: { readonly number: string; readonly itemIds: ReadonlySet<number> };
}
export interface Built {
  readonly profile: Profile;
  readonly secrecy: SecrecyLevel;
  readonly secrecyYears: number;
}

const inField = (field: ProfileField, classCode: string) =>
  field.classes.some((one) => classCode.startsWith(one));

function linesOf(db: ReadDb, field: ProfileField, given: Given, scope: Pick<Scope, 'resources'>): Line[] {
  const records = field.records.flatMap((kind) => TELLERS[kind](db, given, scope));
  const told = toldItems(records);
  const items = [...given.items.values()].filter((one) => inField(field, one.classCode) && !told.has(one.id));
  return [...records, ...items.map(itemLine)];
}

/** Findings first, then by date, the newest first. */
function byWeight(a: Line, b: Line): number {
  if (a.conclusive !== b.conclusive) return a.conclusive ? -1 : 1;
  const [x, y] = [a.date.replaceAll(/[[\]]/g, ''), b.date.replaceAll(/[[\]]/g, '')];
  return x < y ? 1 : x > y ? -1 : 0;
}

/** Aspects of which some class lies above the clearance by the scheme: silence about them must not read as 没有. */
function beyond(db: ReadDb, fields: readonly ProfileField[], clearanceRank: number): ReadonlySet<string> {
  const above = classesAbove(db, clearanceRank);
  return new Set(
    fields.filter((field) => above.some((code) => inField(field, code))).map((field) => field.name),
  );
}

export function buildProfile(db: ReadDb, meant: Meant, scope: Pick<Scope, 'resources' | 'now'>): Built {
  const { fileId, clearanceRank, within } = meant;
  const person = personOf(db, fileId);
  if (!person) throw new Refusal('not-found', '没有这一卷，列表可能已变化，请刷新。');
  const day = today(scope);
  const items = itemsOf(db, fileId, clearanceRank).filter(
    (one) => within === undefined || within.itemIds.has(one.id),
  );
  const given: Given = {
    fileId,
    clearanceRank,
    today: day,
    items: new Map(items.map((one) => [one.id, one])),
    narrowed: within !== undefined,
  };
  const fields = profileFields(scope.resources);
  // Within a request nothing is said of what lies outside it anyway.
  const hidden = within === undefined ? beyond(db, fields, clearanceRank) : new Set<string>();
  const periods = periodsOf(careerOf(db, person.personId));
  const told: Line[] = [];
  const byField = fields.map((field) => ({ field, lines: linesOf(db, field, given, scope) }));
  const absent = within === undefined ? '档案中无材料' : '批准的查阅范围内无材料';
  const shown = periods.map((period, at) => {
    const here = byField.map(({ field, lines }) => ({
      name: field.name,
      lines: lines.filter((line) => periodOf(periods, line.date) === at).toSorted(byWeight),
    }));
    const empty = here.filter((one) => one.lines.length === 0).map((one) => one.name);
    const without = [
      { names: empty.filter((name) => !hidden.has(name)), words: absent },
      { names: empty.filter((name) => hidden.has(name)), words: '知悉范围内无材料，超出知悉范围的类别不列' },
    ].filter((one) => one.names.length > 0);
    return {
      title: period.title,
      fields: here
        .filter((one) => one.lines.length > 0)
        .map(({ name, lines }) => {
          const kept = lines.slice(0, MOST_LINES);
          told.push(...kept);
          return {
            name,
            lines: kept.map(({ words, sources }) => ({ words, sources: [...sources] })),
            more: lines.length - kept.length,
          };
        }),
      without,
    };
  });
  const highest = highestSecrecy(told);
  return {
    profile: {
      personId: person.personId,
      name: person.name,
      about: [
        [person.unit, person.post].filter(Boolean).join(' '),
        person.post.includes(person.rank) ? '' : person.rank,
        person.sex,
        person.birthDate === '' ? '' : `${dotted(person.birthDate)}生`,
        person.politicalStatus,
      ].filter(Boolean),
      volumeNumber: person.volumeNumber,
      mark: secrecyMark(highest.secrecy, highest.secrecyYears),
      note: [
        within === undefined ? '' : `查阅单 ${within.number}，只列批准查阅的材料。`,
        `截至${dotted(day)}，在${SECRECY_WORDS[SECRECY_LEVELS[clearanceRank] ?? 'internal']}及以下的知悉范围内由卷内材料和本库登记逐条列出，出处附后；只列事实，不评分，不作结论。`,
      ].join(''),
      // A time before the posts known in which nothing lies need not be told.
      periods: shown.filter((one, at) => at < shown.length - 1 || at === 0 || one.fields.length > 0),
    },
    ...highest,
  };
}
