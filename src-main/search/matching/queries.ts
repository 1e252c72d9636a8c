/** A condition as an expression for the index and as SQL for what the index alone can't decide. */
import { SECRECY_LEVELS } from '#contract/vocabulary.ts';
import { column, type ReadDb, rows } from '#main/storage/index.ts';
import {
  EVERY,
  filterToken,
  gramsMatch,
  isExact,
  LIVE,
  ownGramsMatch,
  spanTokens,
  tokenMatch,
} from '../texts.ts';
import {
  type Attribute,
  type Condition,
  PAGE_WORDS,
  type TextField,
  TITLE_WORDS,
  words,
} from './condition.ts';

/** `title`: items with one of the words in the title; `rest`: the other items; `item`: both. */
export type Tier = 'title' | 'rest' | 'item' | 'page';

type Value = string | number;
interface Sql {
  readonly text: string;
  readonly bound: readonly Value[];
}
interface Piece {
  /** What every hit satisfies; undefined: any row may be a hit. */
  readonly index?: string | undefined;
  /** What no hit satisfies. */
  readonly never?: string | undefined;
  /** What is to be asked of a row that the index gave; undefined: nothing, it is a hit. */
  readonly rest?: Sql | undefined;
  /** The whole condition, of any row. */
  readonly full: Sql;
}

/** In a row of several thousand files the index would rather be asked for everything, and the file looked up. */
const MOST_FILE_TOKENS = 300;

const COLUMNS: Readonly<Record<Exclude<TextField, 'any' | 'page'>, string>> = {
  title: 't.title',
  names: 't.names',
  author: 't.author',
  documentNumber: 't.document_number',
  supplier: 't.supplier',
  remarks: 't.remarks',
  codes: 't.codes',
};
const CONTEXT = ['title', 'names', 'author', 'document_number', 'supplier', 'remarks']
  .map((name) => `t.${name}`)
  .join(' || char(31) || ');
const WHOLE = `${CONTEXT} || char(31) || t.codes`;

const joined = (all: readonly Sql[], word: 'AND' | 'OR'): Sql => ({
  text: `(${all.map((one) => one.text).join(` ${word} `)})`,
  bound: all.flatMap((one) => one.bound),
});

function piece(condition: Condition, page: boolean): Piece {
  if (condition.kind === 'and') return both(condition.of.map((one) => piece(one, page)));
  if (condition.kind === 'or') return either(condition.of.map((one) => piece(one, page)));
  if (condition.kind === 'not') return negated(piece(condition.of, page));
  if (condition.kind === 'text') return textPiece(condition.field, condition.text, page);
  if (condition.kind === 'files') return filePiece([...condition.files]);
  if (condition.kind === 'attribute') return attributePiece(condition.attribute, page);
  return datesPiece(condition.first, condition.last);
}

/** More years or months than this are looked at row by row. */
const MOST_SPAN_TOKENS = 150;

function datesPiece(first: string, last: string): Piece {
  const full = { text: 'i.date_sort BETWEEN ? AND ?', bound: [first, last] };
  const { tokens, exact } = spanTokens(first, last);
  if (tokens.length === 0 || tokens.length > MOST_SPAN_TOKENS) return { full, rest: full };
  const index = `(${tokens.map(tokenMatch).join(' OR ')})`;
  return exact ? { index, full } : { index, full, rest: full };
}

function both(pieces: readonly Piece[]): Piece {
  const some = (pick: (one: Piece) => string | undefined) =>
    pieces.map(pick).filter((one) => one !== undefined);
  const index = some((one) => one.index);
  const never = some((one) => one.never);
  const rest = pieces.map((one) => one.rest).filter((one) => one !== undefined);
  return {
    index: index.length === 0 ? undefined : index.length === 1 ? index[0] : `(${index.join(' AND ')})`,
    never: never.length === 0 ? undefined : `(${never.join(' OR ')})`,
    rest: rest.length === 0 ? undefined : joined(rest, 'AND'),
    full: joined(
      pieces.map((one) => one.full),
      'AND',
    ),
  };
}

function either(pieces: readonly Piece[]): Piece {
  const alternatives = pieces.map(indexOf);
  const full = joined(
    pieces.map((one) => one.full),
    'OR',
  );
  if (alternatives.some((one) => one === undefined)) return { full, rest: full };
  return {
    index: `(${alternatives.join(' OR ')})`,
    rest: pieces.every((one) => one.rest === undefined) ? undefined : full,
    full,
  };
}

function negated(inner: Piece): Piece {
  const full = { text: `NOT ${inner.full.text}`, bound: inner.full.bound };
  const index = inner.rest === undefined ? indexOf(inner) : undefined;
  return index === undefined ? { full, rest: full } : { never: index, full };
}

/** Both halves of a piece as one expression. */
function indexOf({ index, never }: Piece): string | undefined {
  if (never === undefined) return index;
  return `(${index ?? tokenMatch(EVERY)} NOT ${never})`;
}

function textPiece(field: TextField, text: string, page: boolean): Piece {
  const instr = (column: string): Sql => ({ text: `instr(${column}, ?) > 0`, bound: [text] });
  const exactly = (index: string, full: Sql): Piece =>
    isExact(text) ? { index, full } : { index, full, rest: full };
  if (field === 'page') {
    if (!page) return { index: NOTHING, full: { text: '0', bound: [] } };
    return exactly(gramsMatch(text), instr('g.text'));
  }
  if (field === 'any') {
    if (!page) return exactly(gramsMatch(text), instr(WHOLE));
    return exactly(
      `(${gramsMatch(text)} OR ${ownGramsMatch(text)})`,
      joined([instr('g.text'), instr(CONTEXT)], 'OR'),
    );
  }
  const full = instr(COLUMNS[field]);
  if (!page)
    return field === 'title'
      ? exactly(ownGramsMatch(text), full)
      : { index: gramsMatch(text), full, rest: full };
  return field === 'codes' ? { full, rest: full } : { index: ownGramsMatch(text), full, rest: full };
}

/** A token that no row bears. */
const NOTHING = tokenMatch(`${EVERY}nothing`);

function filePiece(files: readonly number[]): Piece {
  const full = {
    text: 'i.file_id IN (SELECT value FROM json_each(?))',
    bound: [JSON.stringify(files)],
  };
  if (files.length === 0) return { index: NOTHING, full };
  if (files.length > MOST_FILE_TOKENS) return { full, rest: full };
  return { index: `(${files.map((id) => tokenMatch(filterToken('file', id))).join(' OR ')})`, full };
}

const ATTRIBUTES: Readonly<Record<Exclude<Attribute['of'], 'class'>, string>> = {
  sourceKind: 'i.source_kind',
  nature: 'i.nature',
  retention: 'i.retention',
  rank: 'i.secrecy_rank',
  state: 'i.state',
  itemNumber: 'i.item_number',
};

function attributePiece({ of, value }: Attribute, page: boolean): Piece {
  // IS: an item without a number is not that number, where = would say neither yes nor no.
  const full =
    of === 'class'
      ? { text: 'substr(i.class_code, 1, ?) = ?', bound: [value.length, value] }
      : { text: `${ATTRIBUTES[of]} IS ?`, bound: [value] };
  // What is numbered and fixed for a whole volume at once is no token of its pages.
  if (page && of === 'itemNumber') return { full, rest: full };
  if (page && of === 'state' && value !== 'void') return { index: tokenMatch(LIVE), full, rest: full };
  return { index: tokenMatch(filterToken(of, value)), full };
}

/** A condition ready to be asked of a tier; undefined: no row of the tier can satisfy it. */
export interface Search {
  readonly page: boolean;
  readonly match: string;
  readonly rest: Sql | undefined;
}

/**
 * @param clearanceRank rows above it do not exist for the search: it is part of the index expression, so they cost no time
 * @param month only rows of this month, yyyymm, or '' for the undated
 */
export function search(
  condition: Condition,
  tier: Tier,
  clearanceRank: number,
  month?: string,
): Search | undefined {
  const page = tier === 'page';
  const pieces = [piece(condition, page)];
  if (page) {
    const own = words(condition, PAGE_WORDS);
    if (own.length === 0) return undefined;
    const [only] = own;
    if (only !== undefined && own.length === 1) pieces[0] = piece(onPageOnly(condition), true);
    if (own.length > 1 || !asksFor(condition, only))
      pieces.push(either(own.map((word) => textPiece('page', word, true))));
  }
  if (tier === 'title' || tier === 'rest') {
    const titled = words(condition, TITLE_WORDS).map((word) => textPiece('title', word, false));
    if (titled.length === 0 && tier === 'title') return undefined;
    if (titled.length > 0) pieces.push(tier === 'title' ? either(titled) : negated(either(titled)));
  }
  if (month !== undefined) {
    const full = { text: 'substr(i.date_sort, 1, 6) = ?', bound: [month] };
    pieces.push({ index: tokenMatch(filterToken('month', month)), full });
  }
  for (let rank = clearanceRank + 1; rank < SECRECY_LEVELS.length; rank++)
    pieces.push(negated(attributePiece({ of: 'rank', value: rank }, page)));
  const all = both(pieces);
  return { page, match: indexOf(all) ?? tokenMatch(EVERY), rest: all.rest };
}

/** Whether a word is asked for without an alternative. */
function asksFor(condition: Condition, word: string | undefined): boolean {
  if (condition.kind === 'and') return condition.of.some((one) => asksFor(one, word));
  return condition.kind === 'text' && PAGE_WORDS.includes(condition.field) && condition.text === word;
}

/** The condition with its word asked of the page's text: the same where there is but one, which must stand there anyway. */
function onPageOnly(condition: Condition): Condition {
  if (condition.kind === 'and') return { kind: 'and', of: condition.of.map(onPageOnly) };
  return condition.kind === 'text' && condition.field === 'any' ? { ...condition, field: 'page' } : condition;
}

function from({ page, rest }: Search): string {
  const index = page ? 'search_page_index' : 'search_item_index';
  if (rest === undefined) return index;
  // CROSS JOIN keeps the index outermost: its order is the order of the hits.
  return page
    ? `${index} CROSS JOIN search_page g ON g.page_id = ${index}.rowid
       CROSS JOIN search_item t ON t.item_id = g.item_id CROSS JOIN item i ON i.id = g.item_id`
    : `${index} CROSS JOIN search_item t ON t.item_id = ${index}.rowid CROSS JOIN item i ON i.id = t.item_id`;
}
function where({ page, rest }: Search): string {
  const index = page ? 'search_page_index' : 'search_item_index';
  return `${index} MATCH ?${rest === undefined ? '' : ` AND ${rest.text}`}`;
}

/** Ids of hits, the last filed first. @param past id after which to go on */
export function hitIds(db: ReadDb, one: Search, past: number | undefined, limit: number): number[] {
  if (limit <= 0) return [];
  const index = one.page ? 'search_page_index' : 'search_item_index';
  return column(
    db,
    `SELECT ${index}.rowid FROM ${from(one)} WHERE ${where(one)} AND ${index}.rowid < ?
     ORDER BY ${index}.rowid DESC LIMIT ?`,
    [one.match, ...(one.rest?.bound ?? []), past ?? Number.MAX_SAFE_INTEGER, limit],
  );
}

/** How many hits there are, counting no further than `most`. */
export function countHits(db: ReadDb, one: Search, most: number): number {
  if (most <= 0) return 0;
  const [count] = column<number>(
    db,
    `SELECT count(*) FROM (SELECT 1 FROM ${from(one)} WHERE ${where(one)} LIMIT ?)`,
    [one.match, ...(one.rest?.bound ?? []), most],
  );
  return count ?? 0;
}

/** Which file each hit lies in, in the order given. */
export function filesOfItems(db: ReadDb, itemIds: readonly number[]): number[] {
  return column(
    db,
    'SELECT i.file_id FROM json_each(?) asked JOIN item i ON i.id = asked.value ORDER BY asked.key',
    [JSON.stringify(itemIds)],
  );
}
export function itemsOfPages(db: ReadDb, pageIds: readonly number[]): number[] {
  return rows<{ id: number }>(
    db,
    'SELECT g.item_id AS id FROM json_each(?) asked JOIN page g ON g.id = asked.value ORDER BY asked.key',
    [JSON.stringify(pageIds)],
  ).map(({ id }) => id);
}
