/** 档号式样: the shipped ones and the office's own, tried on every number that was ever given before one is kept. */
import { randomBytes } from 'node:crypto';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { secrecyRank } from '#contract/vocabulary.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, setting, type WriteDb } from '#main/storage/index.ts';
import {
  firstNumbers,
  type GivenNumber,
  givenNumbers,
  insertStyle,
  ownStyles,
  retiredNumbers,
} from './queries.ts';
import { checkTemplate, type NumberingStyle, readStyles, renderNumber } from './rules/index.ts';

/** An item that shows what a style looks like where there is none yet. */
const EXAMPLE = { volume: 12, item: 3, classCode: '0201', retention: 'D30', year: '2024' };
/** Of the numbers tried, how many are shown; of two that clash, how many pairs. */
const SHOWN = 8;

function allStyles(db: ReadDb, resources: string): (NumberingStyle & { readonly madeBy: string | null })[] {
  return [
    ...readStyles(resources).map((style) => ({ ...style, madeBy: null })),
    ...ownStyles(db).map(({ id, name, template, madeBy }) => ({ id, name, template, madeBy })),
  ];
}

/** The style in force, from the archive's settings. */
export function currentStyle(db: ReadDb, resources: string): NumberingStyle {
  const chosen = setting(db, 'numberingStyle');
  const style = allStyles(db, resources).find((one) => one.id === chosen);
  if (!style)
    throw new Refusal('state-refused', `设置的档号式样 ${chosen} 不在式样表中，请系统管理员重新选择。`);
  return style;
}

export function listStyles(
  db: ReadDb,
  _input: Parsed<'numbering.styles'>,
  _caller: Caller,
  scope: Scope,
): Output<'numbering.styles'> {
  const fonds = setting(db, 'fondsCode');
  return {
    current: setting(db, 'numberingStyle'),
    styles: allStyles(db, scope.resources).map((style) => ({
      ...style,
      example: renderNumber(style.template, { fonds, ...EXAMPLE }),
    })),
  };
}

/** What a template makes of the numbers ever given, voided ones included: what it looks like and what would clash. */
export function tryTemplate(
  db: ReadDb,
  input: Parsed<'numbering.tryTemplate'>,
  caller: Caller,
): Output<'numbering.tryTemplate'> {
  const fonds = setting(db, 'fondsCode');
  const findings = checkTemplate(input.template);
  const empty = { findings, example: '', tried: 0, undated: 0, clashes: 0, clashing: [], examples: [] };
  if (findings.length > 0) return empty;
  const render = (one: GivenNumber) => renderNumber(input.template, { ...one, fonds });
  const examples: { before: string; after: string }[] = [];
  for (const one of firstNumbers(db, caller.clearanceRank, SHOWN))
    examples.push({ before: one.code, after: render(one) });
  const example = renderNumber(input.template, { fonds, ...EXAMPLE });
  if (!input.whole) return { ...empty, example, examples };
  return { findings, example, examples, ...tryAll(db, input.template, render, caller.clearanceRank) };
}

/** The numbers that a clearance covers, by the template: against each other, and against those that stand on paper. */
function tryAll(
  db: ReadDb,
  template: string,
  render: (one: GivenNumber) => string,
  clearanceRank: number,
): Pick<Output<'numbering.tryTemplate'>, 'tried' | 'undated' | 'clashes' | 'clashing'> {
  const usesYear = template.includes('{year');
  const standing = new Map<string, number>();
  for (const one of givenNumbers(db, clearanceRank)) standing.set(one.code, one.itemId);
  for (const { code } of retiredNumbers(db, clearanceRank)) standing.set(code, 0);
  const made = new Map<string, string>();
  const clashing: { code: string; before: string; other: string }[] = [];
  let [tried, undated, clashes] = [0, 0, 0];
  for (const one of givenNumbers(db, clearanceRank)) {
    tried += 1;
    if (usesYear && one.year === '') undated += 1;
    const code = render(one);
    const other = made.get(code) ?? ((standing.get(code) ?? one.itemId) === one.itemId ? undefined : code);
    made.set(code, one.code);
    if (other === undefined) continue;
    clashes += 1;
    if (clashing.length < SHOWN) clashing.push({ code, before: one.code, other });
  }
  return { tried, undated, clashes, clashing };
}

/** Keeps a style of the office. It is chosen in the settings, and only numbers fixed from then on follow it. */
export function addStyle(
  db: WriteDb,
  input: Parsed<'numbering.addStyle'>,
  caller: Caller,
  scope: Scope,
): Output<'numbering.addStyle'> {
  // On all of them, also those that this person does not see: a number given twice would be one too many.
  const everything = { ...caller, clearanceRank: secrecyRank('top-secret') };
  const { findings, clashes } = tryTemplate(db, { template: input.template, whole: true }, everything);
  const faults = clashes > 0 ? ['会与已有的档号相重，不能用'] : findings;
  if (faults.length > 0)
    throw new Refusal(
      'validation-failed',
      `式样不能用：${faults.join('；')}。`,
      faults.map((message) => ({ path: 'template', message })),
    );
  const known = allStyles(db, scope.resources);
  if (known.some((style) => style.name === input.name))
    throw new Refusal('validation-failed', '已有同名的式样，请换一个名称。', [
      { path: 'name', message: '已有同名的式样' },
    ]);
  if (known.some((style) => style.template === input.template))
    throw new Refusal('validation-failed', '已有同样写法的式样，可直接在「设置」中选用。', [
      { path: 'template', message: '已有同样写法的式样' },
    ]);
  const id = `own-${randomBytes(6).toString('hex')}`;
  insertStyle(db, {
    id,
    name: input.name,
    template: input.template,
    madeBy: caller.name,
    madeAt: scope.now().toISOString(),
  });
  scope.note.subject = `style:${id}`;
  scope.note.detail = { name: input.name, template: input.template };
  return { id };
}
