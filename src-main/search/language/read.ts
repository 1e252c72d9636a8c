import { readSpan, spanAhead } from './dates.ts';
import { type Expression, type Part, type Place, QueryProblem, type WordField } from './expression.ts';
import { choiceOf, choiceWords, FIELD_WORDS, type Field, fieldAhead, isChoice } from './fields.ts';

/** More words or deeper brackets than anybody types by hand; a bound for the work a query can ask for. */
const MOST_WORDS = 40;
const DEEPEST = 8;

const BLANK = /\s/u;
const OPEN = /[(（]/;
const CLOSE = /[)）]/;
const EITHER = /[|｜]/;
/** What closes a phrase, by what opens it. */
const CLOSING: Readonly<Record<string, string>> = { '"': '"', '＂': '＂', '“': '”' };
const AND = new Set(['且', '与', '并', 'AND']);
const OR = new Set(['或', 'OR']);
const NOT = new Set(['非', 'NOT']);

export interface Reading {
  /** undefined: an empty box. */
  readonly expression: Expression | undefined;
  readonly parts: readonly Part[];
}

/**
 * Reads the box. Blanks are 且; 或, OR, |; 非, NOT, - before a word; brackets; "phrase" or “phrase”; 2020..2024; 题名:… .
 * A bracket or quote that is attached to the characters before it is part of the word, as in 任免审批表（副本）.
 * @throws QueryProblem
 */
export function readQuery(text: string): Reading {
  return new Reader(text).read();
}

class Reader {
  readonly #text: string;
  readonly #parts: Part[] = [];
  #at = 0;
  #words = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Reading {
    this.#skipBlanks();
    if (this.#at === this.#text.length) return { expression: undefined, parts: [] };
    const expression = this.#either(undefined, 0);
    if (this.#at < this.#text.length)
      throw new QueryProblem('这个右括号前面没有对应的左括号。请补上左括号，或把它去掉。', this.#one());
    return { expression, parts: this.#parts };
  }

  #either(field: Field | undefined, depth: number): Expression {
    const of = [this.#all(field, depth)];
    for (;;) {
      const place = this.#operator(OR, EITHER);
      if (!place) break;
      if (this.#ended())
        throw new QueryProblem('「或」后面没有内容。请补上另一个词，或把「或」去掉。', place);
      of.push(this.#all(field, depth));
    }
    const [only] = of;
    return of.length === 1 && only ? only : { kind: 'or', of };
  }

  #all(field: Field | undefined, depth: number): Expression {
    const of: Expression[] = [];
    for (;;) {
      const either = this.#peekOperator(OR, EITHER);
      if (either || this.#ended()) {
        if (of.length > 0) break;
        if (either) throw new QueryProblem('「或」前面没有内容。请补上另一个词，或把「或」去掉。', either);
        throw new QueryProblem('括号里没有内容。请在括号里写上要找的词，或把括号去掉。', this.#before());
      }
      const joined = this.#operator(AND);
      if (joined && (of.length === 0 || this.#ended() || this.#peekOperator(OR, EITHER)))
        throw new QueryProblem(
          '「且」的两边都要有词。请补上，或把它去掉；两个词之间空一格就是「且」。',
          joined,
        );
      of.push(this.#single(field, depth));
    }
    const [only] = of;
    return of.length === 1 && only ? only : { kind: 'and', of };
  }

  #single(field: Field | undefined, depth: number): Expression {
    const not = this.#operator(NOT) ?? this.#minus();
    if (!not) return this.#primary(field, depth);
    if (this.#ended() || this.#peekOperator(OR, EITHER) || this.#peekOperator(AND))
      throw new QueryProblem('「非」后面没有要排除的词。请补上，或把它去掉。', not);
    if (depth >= DEEPEST) throw tooDeep(not);
    return { kind: 'not', of: this.#single(field, depth + 1) };
  }

  #primary(field: Field | undefined, depth: number): Expression {
    const character = this.#text[this.#at] ?? '';
    if (OPEN.test(character)) return this.#bracket(field, depth);
    const closing = CLOSING[character];
    if (closing !== undefined) return this.#phrase(field, closing);
    if (character === '”')
      throw new QueryProblem('这里多出一个后引号「”」。短语请写在「“」和「”」之间。', this.#one());
    const named = fieldAhead(this.#text.slice(this.#at));
    if (named) return this.#inField(named.field, named.length, depth);
    return this.#bare(field);
  }

  #bracket(field: Field | undefined, depth: number): Expression {
    const open = this.#one();
    if (depth >= DEEPEST) throw tooDeep(open);
    this.#take('bracket', 1);
    this.#skipBlanks();
    const inside = this.#either(field, depth + 1);
    if (!CLOSE.test(this.#text[this.#at] ?? ''))
      throw new QueryProblem('这个左括号没有对应的右括号。请补上右括号，或把它去掉。', open);
    this.#take('bracket', 1);
    this.#skipBlanks();
    return inside;
  }

  #phrase(field: Field | undefined, closing: string): Expression {
    const from = this.#at;
    const end = this.#text.indexOf(closing, from + 1);
    if (end < 0)
      throw new QueryProblem(`这个引号没有配对的「${closing}」。请补上，或把它去掉。`, this.#one());
    return this.#word(field, this.#text.slice(from + 1, end), end + 1 - from, true);
  }

  #inField(field: Field, length: number, depth: number): Expression {
    const place = { from: this.#at, to: this.#at + length };
    this.#take('field', length);
    this.#skipBlanks();
    if (this.#ended() || this.#peekOperator(OR, EITHER) || this.#peekOperator(AND))
      throw new QueryProblem(
        `「${FIELD_WORDS[field][0]}」后面没有内容。请写上要找的内容，或把它去掉。`,
        place,
      );
    return this.#single(field, depth + 1);
  }

  /** A run of characters up to a blank, |, or a bracket that closes what was opened before it. */
  #bare(field: Field | undefined): Expression {
    let inner = 0;
    let end = this.#at;
    for (; end < this.#text.length; end++) {
      const character = this.#text[end] ?? '';
      if (BLANK.test(character) || EITHER.test(character)) break;
      if (OPEN.test(character)) inner += 1;
      if (CLOSE.test(character)) {
        if (inner === 0) break;
        inner -= 1;
      }
    }
    return this.#word(field, this.#text.slice(this.#at, end), end - this.#at, false);
  }

  #word(field: Field | undefined, text: string, length: number, quoted: boolean): Expression {
    const place = { from: this.#at, to: this.#at + length };
    this.#words += 1;
    if (this.#words > MOST_WORDS)
      throw new QueryProblem(`一次最多写${MOST_WORDS}个词，从这里起多了。请分几次检索。`, place);
    const spanned = field === 'dates' || (field === undefined && !quoted && spanAhead(text));
    this.#take(spanned ? 'range' : 'word', length);
    this.#skipBlanks();
    if (spanned) return { kind: 'dates', ...readSpan(text, place), ...place };
    if (text.trim() === '') throw new QueryProblem('引号里没有内容。请写上要找的短语，或把引号去掉。', place);
    if (field === undefined) return { kind: 'word', field: 'any', text, ...place };
    if (!isChoice(field)) return this.#fieldWord(field, text, place);
    const found = choiceOf(field, text);
    if (!found) {
      const name = FIELD_WORDS[field][0];
      throw new QueryProblem(
        `「${name}」没有「${text}」这一种。可以写：${choiceWords(field)}；要把它当作文字找，请加引号。`,
        place,
      );
    }
    return { kind: 'choice', ...found, ...place };
  }

  #fieldWord(field: WordField, text: string, place: Place): Expression {
    if (field === 'itemNumber' && !/^\s*\d{1,6}\s*$/u.test(text.normalize('NFKC')))
      throw new QueryProblem(`「件号」后面应是数字，「${text}」不是。档号或类号请写「档号:」。`, place);
    return { kind: 'word', field, text, ...place };
  }

  #minus(): Place | undefined {
    if (!/[-－]/.test(this.#text[this.#at] ?? '')) return undefined;
    const place = this.#one();
    const next = this.#text[this.#at + 1] ?? '';
    if (next === '' || BLANK.test(next) || CLOSE.test(next) || EITHER.test(next))
      throw new QueryProblem('「-」后面要紧跟要排除的词；要找「-」这个符号，请加引号。', place);
    this.#take('operator', 1);
    return place;
  }

  /** An operator here: a word that stands apart, or a sign. */
  #peekOperator(words: ReadonlySet<string>, sign?: RegExp): Place | undefined {
    const from = this.#at;
    if (sign?.test(this.#text[from] ?? '')) {
      let to = from;
      while (sign.test(this.#text[to] ?? '')) to += 1;
      return { from, to };
    }
    const found = /^[^\s()（）|｜"＂“”]+/u.exec(this.#text.slice(from))?.[0] ?? '';
    return words.has(found) ? { from, to: from + found.length } : undefined;
  }

  #operator(words: ReadonlySet<string>, sign?: RegExp): Place | undefined {
    const place = this.#peekOperator(words, sign);
    if (!place) return undefined;
    this.#take('operator', place.to - place.from);
    this.#skipBlanks();
    return place;
  }

  #ended(): boolean {
    return this.#at === this.#text.length || CLOSE.test(this.#text[this.#at] ?? '');
  }
  #take(kind: Part['kind'], length: number): void {
    this.#parts.push({ kind, from: this.#at, to: this.#at + length });
    this.#at += length;
  }
  #skipBlanks(): void {
    while (BLANK.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }
  #one(): Place {
    return { from: this.#at, to: this.#at + 1 };
  }
  #before(): Place {
    return { from: Math.max(0, this.#at - 1), to: Math.max(1, this.#at) };
  }
}

const tooDeep = (place: Place) =>
  new QueryProblem(`括号和「非」最多套${DEEPEST}层，这里更深了。请写得简单些，或分几次检索。`, place);
