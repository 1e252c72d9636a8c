/** 措辞: the office's own wording of sentences and conclusions, as versioned data; placeholders in braces. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Output, Parsed } from '#contract/index.ts';
import { LetterWording } from '#contract/schemas/letter.ts';
import { type Fault, newestVersion, saveVersion } from '#main/rule-versions/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';

export type Wording = z.infer<typeof LetterWording>;

/** Version 1 is the shipped one. */
export function currentWording(
  db: ReadDb,
  { resources }: Pick<Scope, 'resources'>,
): { readonly version: number; readonly wording: Wording } {
  const saved = newestVersion(db, 'letter_wording');
  const body = saved?.body ?? readFileSync(join(resources, 'letter-wording.json'), 'utf8');
  return { version: saved?.version ?? 1, wording: LetterWording.parse(JSON.parse(body)) };
}

/** Puts values in the place of `{name}`; brackets that hold nothing then are left out. */
export function worded(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern
    .replaceAll(/\{([^{}]+)\}/gu, (_, name: string) => values[name] ?? '')
    .replaceAll(/（）|《》/gu, '');
}

/** What each wording may hold. */
const PLACEHOLDERS = {
  conclusions: ['姓名', '截止日', '影响期'],
  facts: ['日期', '题名', '责任者', '文号'],
  measure: ['日期', '种类', '机关', '文号', '起', '止'],
  none: ['截止日'],
  opening: ['来文日期', '来文文号', '姓名', '单位职务', '末四位', '用途'],
  number: ['年', '号'],
} as const;

function faultsOf(wording: Wording): Fault[] {
  const faults: Fault[] = [];
  const look = (path: string, text: string, known: readonly string[]) => {
    for (const [, name] of text.matchAll(/\{([^{}]*)\}/gu))
      if (!known.includes(name ?? ''))
        faults.push({
          path,
          message: `「{${name}}」不是这里的占位符，可用：${known.map((one) => `{${one}}`).join('')}`,
        });
    if (/[{}]/.test(text.replaceAll(/\{[^{}]*\}/gu, ''))) faults.push({ path, message: '花括号不成对' });
  };
  for (const [key, text] of Object.entries(wording.conclusions))
    look(`conclusions.${key}`, text, PLACEHOLDERS.conclusions);
  wording.facts.forEach((one, at) => look(`facts.${at}`, one.text, PLACEHOLDERS.facts));
  wording.none.forEach((one, at) => look(`none.${at}`, one.text, PLACEHOLDERS.none));
  look('measure', wording.measure, PLACEHOLDERS.measure);
  look('measureWithout', wording.measureWithout, PLACEHOLDERS.measure);
  look('opening', wording.opening, PLACEHOLDERS.opening);
  look('openingOfConclusion', wording.openingOfConclusion, PLACEHOLDERS.opening);
  look('number', wording.number, PLACEHOLDERS.number);
  for (const name of PLACEHOLDERS.number)
    if (!wording.number.includes(`{${name}}`))
      faults.push({ path: 'number', message: `文号须含「{${name}}」，否则会重号` });
  return faults;
}

export function viewWording(
  db: ReadDb,
  _input: Parsed<'letter.wording'>,
  _caller: Caller,
  scope: Scope,
): Output<'letter.wording'> {
  return currentWording(db, scope);
}

export function saveWording(
  db: WriteDb,
  input: Parsed<'letter.saveWording'>,
  caller: Caller,
  scope: Scope,
): Output<'letter.saveWording'> {
  const { version, wording } = currentWording(db, scope);
  return saveVersion(
    db,
    { table: 'letter_wording', name: '措辞' },
    { version, rules: wording },
    { ...input, rules: input.wording },
    () => faultsOf(input.wording),
    caller,
    scope,
  );
}
