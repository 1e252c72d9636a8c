import type { Output, Parsed } from '#contract/index.ts';
import { secrecyMark } from '#contract/vocabulary.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { expression, foldWithPlaces, termsOf } from './fold.ts';
import {
  type Condition,
  countTexts,
  coverage,
  type FoundText,
  findItems,
  findTexts,
  hitItem,
  hitPage,
  peopleNamed,
} from './queries.ts';

type Hit = Output<'search.find'>['hits'][number];

/** Counting stops here and the screen says 约: an exact count of a frequent word can take seconds (performance.md). */
const COUNTED = 5_000;
/** Characters shown on each side of a hit. */
const AROUND = 24;

export function find(
  db: ReadDb,
  input: Parsed<'search.find'>,
  caller: Caller,
  scope: Scope,
): Output<'search.find'> {
  const { query, offset, limit } = input;
  const terms = termsOf(query.text);
  const conditions = fieldConditions(query);
  scope.note.detail = { query, offset };
  if (terms.length === 0) {
    if (conditions.length === 0) return { hits: [], total: 0, exact: true, people: [] };
    const found = findItems(db, caller.clearanceRank, conditions, offset, limit);
    const all = findItems(db, caller.clearanceRank, conditions, 0, COUNTED + 1).length;
    return {
      hits: found.map((one) =>
        describe(db, { kind: 'item', item_id: one.item_id, page_id: null, id: 0 }, []),
      ),
      total: Math.min(all, COUNTED),
      exact: all <= COUNTED,
      people: [],
    };
  }
  const match = terms.map((term) => `(${expression(term)})`).join(' AND ');
  const found = findTexts(db, match, terms, caller.clearanceRank, conditions, offset, limit);
  const whole = offset === 0 && found.length < limit;
  const total = whole
    ? found.length
    : countTexts(db, match, terms, caller.clearanceRank, conditions, COUNTED + 1);
  const [only] = terms;
  return {
    hits: found.map((one) => describe(db, one, terms)),
    total: Math.min(total, COUNTED),
    exact: total <= COUNTED,
    people:
      only !== undefined && terms.length === 1 && offset === 0
        ? peopleNamed(db, only, /^[a-z]+$/.test(only) ? only : '\u0000')
        : [],
  };
}

export function searchCoverage(
  db: ReadDb,
  _input: Parsed<'search.coverage'>,
  caller: Caller,
): Output<'search.coverage'> {
  return coverage(db, caller.clearanceRank);
}

function fieldConditions(query: Parsed<'search.find'>['query']): Condition[] {
  const conditions: Condition[] = [];
  const add = (sql: string, ...bound: (string | number | undefined)[]) => {
    const given = bound.filter((one): one is string | number => one !== undefined && one !== '');
    if (given.length === bound.length) conditions.push({ sql, bound: given });
  };
  add(`i.class_code GLOB ? || '*'`, query.classPrefix);
  add('i.file_id = ?', query.fileId);
  add('instr(p.unit, ?) > 0', query.unit);
  add('i.date_sort >= ?', query.dateFrom?.padEnd(8, '0'));
  add(`(i.date_sort <= ? AND i.date_sort <> '')`, query.dateTo?.padEnd(8, '9'));
  add('instr(i.author, ?) > 0', query.author);
  add('instr(i.document_number, ?) > 0', query.documentNumber);
  add(
    `(instr(i.archival_code, ?) > 0 OR i.class_code || '-' || i.class_sequence = ?)`,
    query.number,
    query.number,
  );
  add('i.source_kind = ?', query.sourceKind);
  add('i.nature = ?', query.nature);
  add('i.retention = ?', query.retention);
  add('i.secrecy = ?', query.secrecy);
  add('i.state = ?', query.state);
  return conditions;
}

function describe(db: ReadDb, found: FoundText, terms: readonly string[]): Hit {
  const item = hitItem(db, found.item_id);
  const base = {
    itemId: item.itemId,
    fileId: item.fileId,
    personName: item.personName,
    classCode: item.classCode,
    title: item.title,
    date: item.date,
    archivalCode: item.archivalCode,
    secrecyMark: secrecyMark(item.secrecy, item.secrecyYears),
  };
  if (found.page_id !== null) {
    const page = hitPage(db, found.page_id);
    return {
      ...base,
      where: 'page',
      pageId: found.page_id,
      pagePosition: page.position,
      ...around(page.text, terms),
    };
  }
  const inTitle = around(item.title, terms);
  if (inTitle.marks.length > 0 || terms.length === 0)
    return { ...base, where: 'title', pageId: null, pagePosition: null, ...inTitle };
  const rest = [
    item.personName,
    item.author,
    item.documentNumber,
    item.archivalCode ?? '',
    item.remarks,
  ].join('　');
  return { ...base, where: 'field', pageId: null, pagePosition: null, ...around(rest, terms) };
}

/** The text around the first hit, with every hit in it marked. */
function around(text: string, terms: readonly string[]): { context: string; marks: [number, number][] } {
  const { folded, places } = foldWithPlaces(text);
  const spans: [number, number][] = [];
  for (const term of terms) {
    for (
      let at = folded.indexOf(term);
      at >= 0 && spans.length < 50;
      at = folded.indexOf(term, at + term.length)
    ) {
      spans.push([places[at] ?? 0, places[at + term.length] ?? text.length]);
    }
  }
  spans.sort((a, b) => a[0] - b[0]);
  const [first] = spans;
  const start = wholeCharacter(text, Math.max(0, (first?.[0] ?? 0) - AROUND));
  const end = wholeCharacter(text, Math.min(text.length, (first?.[1] ?? 0) + AROUND * 3));
  return {
    context: text.slice(start, end).replaceAll(/\s/g, ' '),
    marks: spans
      .filter(([from, to]) => from >= start && to <= end)
      .map(([from, to]) => [from - start, to - from]),
  };
}

/** Never cut between the two halves of a rare character. */
function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
