import type { Output, Parsed } from '#contract/index.ts';
import { currentScheme } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { pagesOf } from '../queries.ts';
import { type ItemTemplate, templatesInForce } from '../templates/index.ts';
import { theItem } from '../writing.ts';
import { type ClassWords, classOfFileName, classOfText, classWords } from './class.ts';
import { signatureDate } from './dates.ts';
import { documentNumber } from './document-number.ts';
import { type Found, type LinesOf, type PageText, plainLines, type Source, sourceAt } from './lines.ts';
import { textsOf } from './queries.ts';
import { heading, yearOf } from './title.ts';

type Suggestion = Output<'catalogue.suggest'>['suggestions'][number];

export interface Known {
  readonly personName: string;
  /** Class that the item has already; the page's word counts when it has none. */
  readonly classCode: string;
  readonly classes: readonly { readonly code: string; readonly name: string; readonly yearly: boolean }[];
  readonly words: readonly ClassWords[];
  readonly templates: ReadonlyMap<string, ItemTemplate>;
}

/** 著录建议: what the pages say of an item. Nothing is written: a person takes what is right. */
export function suggest(
  linesOf: LinesOf,
  db: ReadDb,
  input: Parsed<'catalogue.suggest'>,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.suggest'> {
  const item = theItem(db, input.itemId, caller);
  scope.note.subject = `item:${item.id}`;
  const texts = new Map(textsOf(db, item.id).map((one) => [one.pageId, one]));
  const pages = pagesOf(db, item.id).map((page): PageText => {
    const text = texts.get(page.id);
    return {
      pageId: page.id,
      position: page.position,
      fileName: page.fileName,
      machineRead: text?.source === 'machine',
      // A transcript has no places; what the machine read may differ from it.
      lines:
        (text === undefined || text.source === 'typed' ? undefined : linesOf(db, page.id)) ??
        plainLines(text?.text ?? ''),
    };
  });
  const classes = currentScheme(db).classes.filter((one) => one.parent !== null);
  return {
    suggestions: suggestionsFrom(pages, {
      personName: item.personName,
      classCode: item.classCode,
      classes,
      words: classWords(classes, scope.resources),
      templates: templatesInForce(db, scope.resources),
    }),
  };
}

/** In the order of the form; of several for one field the better one first. */
export function suggestionsFrom(pages: readonly PageText[], known: Known): Suggestion[] {
  const [first] = pages;
  const codes = new Set(known.classes.map((one) => one.code));
  const named = first === undefined ? undefined : classOfFileName(first.fileName, codes);
  const read = classOfText(first, known.words);
  const date = signatureDate(pages);
  const author = date && authorBefore(pages, date);
  const found: [Suggestion['field'], Found | undefined][] = [
    ['classCode', first && named !== undefined ? fromFileName(named, first) : undefined],
    ['classCode', read],
    ['title', templateTitle(pages, known, named ?? read?.value ?? known.classCode, date, author)],
    ['title', heading(first)],
    ['date', date],
    ['author', author],
    ['documentNumber', documentNumber(first)],
  ];
  const said = new Set<string>();
  return found.flatMap(([field, one]): Suggestion[] => {
    if (!one || said.has(`${field} ${one.value}`)) return [];
    said.add(`${field} ${one.value}`);
    return [{ field, value: one.value, ...one.source }];
  });
}

const nowhere = (quote: string): Source => ({
  quote,
  pageId: null,
  pagePosition: null,
  box: null,
  machineRead: false,
});

function fromFileName(value: string, page: PageText): Found {
  return { value, source: { ...nowhere(page.fileName), pageId: page.pageId, pagePosition: page.position } };
}

/** Reports on a year are written at its end or in the first months of the next. */
const LAST_MONTH_OF_REPORTS = 3;

/** The usual title of the class with what the pages say in its places; undefined when one of them stays open. */
function templateTitle(
  pages: readonly PageText[],
  known: Known,
  classCode: string,
  date: Found | undefined,
  author: Found | undefined,
): Found | undefined {
  const pattern = known.templates.get(classCode)?.title ?? '';
  if (pattern === '' || pages.every((page) => page.lines.length === 0)) return undefined;
  const written = yearOf(pages[0]);
  const values: Readonly<Record<string, string | undefined>> = {
    年度: written ?? (date && reportedYear(date.value)),
    姓名: known.personName,
    类名: known.classes.find((one) => one.code === classCode)?.name,
    责任者: author?.value,
  };
  let open = false;
  const value = pattern.replaceAll(/\{([^{}]+)\}/g, (_whole, name: string) => {
    const one = values[name];
    if (one === undefined) open = true;
    return one ?? '';
  });
  return open ? undefined : { value, source: nowhere(`著录模板「${pattern}」`) };
}

function reportedYear(date: string): string {
  const year = Number(date.slice(0, 4));
  return String(Number(date.slice(4, 6)) <= LAST_MONTH_OF_REPORTS ? year - 1 : year);
}

const BODY =
  /^[\p{Script=Han}（）()]{2,30}(局|委|委员会|组|党组|党委|纪委|部|厅|院|会|府|办|办公室|处|科|中心|学校|公司|大学|医院)$/u;
const SIGNED =
  /(?:报告人|述职人|承诺人|填表人|被谈话人|谈话人|申请人|检讨人|说明人|本人)(?:签名|签字)?\s*[:：]\s*([\p{Script=Han}·]{2,15})/u;

/** 责任者: the body or the person that signs, in the lines above the date. */
function authorBefore(
  pages: readonly PageText[],
  date: Found & { readonly line: number },
): Found | undefined {
  const page = pages.find((one) => one.pageId === date.source.pageId);
  if (!page) return undefined;
  for (const at of [date.line, date.line - 1, date.line - 2]) {
    const line = page.lines[at];
    if (!line) continue;
    const signed = SIGNED.exec(line.text)?.[1];
    if (signed !== undefined) return { value: signed, source: sourceAt(page, line) };
    if (at < date.line && BODY.test(line.text)) return { value: line.text, source: sourceAt(page, line) };
  }
  return undefined;
}
