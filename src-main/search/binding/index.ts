/** From what was typed and chosen to a condition: names of the archive are looked up, and all that must hold is put together. */
import type { Parsed } from '#contract/index.ts';
import { secrecyRank } from '#contract/vocabulary.ts';
import { kindredNames } from '#main/people/index.ts';
import { classNames } from '#main/scheme/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { fold, globOf } from '../fold.ts';
import {
  type Choice,
  type Expression,
  FIELD_WORDS,
  inWords,
  type Part,
  type Place,
  QueryProblem,
  readQuery,
  type WordField,
} from '../language/index.ts';
import type { Attribute, Condition, TextField } from '../matching/condition.ts';
import { datesKept } from '../queries.ts';
import { numberRun, onePartDivider } from '../texts.ts';
import { filesByLevel, filesByPinyin, filesByPost, filesByUnit } from './queries.ts';

export type Query = Parsed<'search.find'>['query'];

/** Pinyin that more names have is no help: the person is told to write more of it. */
const MOST_NAMESAKES = 300;

export interface Bound {
  /** undefined: nothing was asked. */
  readonly condition: Condition | undefined;
  /** How the box was read: a line, its parts, and remarks on how words were taken. */
  readonly words: string;
  readonly parts: readonly Part[];
  readonly notes: readonly string[];
}

/** @throws QueryProblem when the box can't be understood */
export function bind(db: ReadDb, query: Query): Bound {
  const { expression, parts } = readQuery(query.text);
  const binder = new Binder(db);
  const asked = [...(expression === undefined ? [] : [binder.expression(expression)]), ...binder.form(query)];
  return {
    condition: asked.length === 0 ? undefined : flat([...asked, ...binder.unlessStateAsked()]),
    words: inWords(expression),
    parts,
    notes: binder.notes,
  };
}

/** Nested 且 as one list. */
function flat(all: readonly Condition[]): Condition {
  const of = all.flatMap(function parts(one): readonly Condition[] {
    return one.kind === 'and' ? one.of.flatMap(parts) : [one];
  });
  const [only] = of;
  return of.length === 1 && only ? only : { kind: 'and', of };
}

class Binder {
  readonly notes: string[] = [];
  readonly #db: ReadDb;
  #stateAsked = false;

  constructor(db: ReadDb) {
    this.#db = db;
  }

  expression(one: Expression): Condition {
    if (one.kind === 'and' || one.kind === 'or')
      return { kind: one.kind, of: one.of.map((part) => this.expression(part)) };
    if (one.kind === 'not') return { kind: 'not', of: this.expression(one.of) };
    if (one.kind === 'word') return this.#word(one.field, one.text, one);
    if (one.kind === 'choice') return this.#choice(one.choice);
    return this.#dates(one.first, one.last);
  }

  form(query: Query): Condition[] {
    const found: Condition[] = [];
    const word = (field: WordField, text: string | undefined) => {
      if (text !== undefined && fold(text) !== '') found.push(this.#word(field, text, { from: 0, to: 0 }));
    };
    word('title', query.title);
    word('class', query.classPrefix);
    word('name', query.cadre);
    word('unit', query.unit);
    word('post', query.post);
    word('level', query.level);
    word('author', query.author);
    word('documentNumber', query.documentNumber);
    word('supplier', query.supplier);
    word('number', query.number);
    if (query.fileId !== undefined) found.push({ kind: 'files', files: new Set([query.fileId]) });
    if (query.dateFrom !== undefined || query.dateTo !== undefined)
      found.push(this.#dates(query.dateFrom ?? '', query.dateTo ?? ''));
    const choices: readonly (Choice | undefined)[] = [
      query.sourceKind && { field: 'sourceKind', value: query.sourceKind },
      query.nature && { field: 'nature', value: query.nature },
      query.secrecy && { field: 'secrecy', value: query.secrecy },
      query.retention && { field: 'retention', value: query.retention },
      query.state && { field: 'state', value: query.state },
    ];
    for (const choice of choices) if (choice) found.push(this.#choice(choice));
    return found;
  }

  /** Void items are found only when a state is asked for. */
  unlessStateAsked(): Condition[] {
    return this.#stateAsked ? [] : [{ kind: 'not', of: attribute({ of: 'state', value: 'void' }) }];
  }

  #word(field: WordField, text: string, place: Place): Condition {
    const folded = fold(text);
    if (folded === '')
      throw new QueryProblem('这里只有空白或不可见的符号，没有可以检索的字。请改写。', place);
    if (field === 'any') return this.#withPinyin('any', folded);
    if (field === 'name') return this.#withPinyin('names', folded);
    if (field === 'number') {
      return {
        kind: 'or',
        of: [onePartDivider(folded), numberRun(folded)]
          .filter((one) => one !== '--')
          .map((one) => ({ kind: 'text', field: 'codes', text: one })),
      };
    }
    if (field === 'itemNumber') return attribute({ of: 'itemNumber', value: Number(folded) });
    if (field === 'unit') return files(filesByUnit(this.#db, globOf(folded), kindredNames(this.#db, text)));
    if (field === 'post') return files(filesByPost(this.#db, globOf(folded)));
    if (field === 'level') return files(filesByLevel(this.#db, globOf(folded)));
    if (field === 'class') return this.#class(folded, text, place);
    return { kind: 'text', field, text: folded };
  }

  /** Two Latin letters or more may also be how a name is read. */
  #withPinyin(field: TextField, folded: string): Condition {
    const text: Condition = { kind: 'text', field, text: folded };
    if (!/^[a-z]{2,}$/.test(folded)) return text;
    const found = filesByPinyin(this.#db, folded, MOST_NAMESAKES + 1);
    if (found.length === 0) return text;
    if (found.length > MOST_NAMESAKES) {
      this.notes.push(
        `读作「${folded}」的姓名超过${MOST_NAMESAKES}个，只按文字检索；要按姓名，请把拼音写全。`,
      );
      return text;
    }
    this.notes.push(`「${folded}」也按姓名的拼音或首字母检索，有${found.length}人。`);
    return { kind: 'or', of: [text, files(found)] };
  }

  #class(folded: string, text: string, place: Place): Condition {
    const names = [...classNames(this.#db)];
    const codes = /^\d{2}(\d{2})?$/.test(folded)
      ? names.some(([code]) => code.startsWith(folded))
        ? [folded]
        : []
      : names.filter(([, name]) => fold(name).includes(folded)).map(([code]) => code);
    if (codes.length === 0)
      throw new QueryProblem(
        `分类方案里没有「${text}」这一类。「${FIELD_WORDS.class[0]}」后面请写两位或四位类号，或类名中的字。`,
        place,
      );
    return { kind: 'or', of: codes.map((value) => attribute({ of: 'class', value })) };
  }

  /** An open end is where the catalogue's dates end. */
  #dates(first: string, last: string): Condition {
    const kept = datesKept(this.#db);
    return {
      kind: 'dates',
      first: (first === '' ? (kept?.first.slice(0, 4) ?? '0001') : first).padEnd(8, '0'),
      last: (last === '' ? (kept?.last.slice(0, 4) ?? '0000') : last).padEnd(8, '9'),
    };
  }

  #choice(choice: Choice): Condition {
    if (choice.field === 'state') this.#stateAsked = true;
    return attribute(
      choice.field === 'secrecy'
        ? { of: 'rank', value: secrecyRank(choice.value) }
        : ({ of: choice.field, value: choice.value } as Attribute),
    );
  }
}

const attribute = (one: Attribute): Condition => ({ kind: 'attribute', attribute: one });
const files = (found: readonly number[]): Condition => ({ kind: 'files', files: new Set(found) });
