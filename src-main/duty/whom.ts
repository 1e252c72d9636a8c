/** Whom a rule means: the words of the roster against those of the rule. */
import type { z } from 'zod';
import type { Whom } from '#contract/schemas/duty-shapes.ts';

export type Whom = z.infer<typeof Whom>;
export interface CadreWords {
  readonly rank: string;
  readonly posts: readonly string[];
  readonly unit: string;
  readonly department: string;
  readonly leadingGroup: string;
}

const PARTS = [
  ['ranks', '级别', (cadre: CadreWords) => [cadre.rank]],
  ['posts', '职务', (cadre: CadreWords) => cadre.posts],
  ['units', '单位', (cadre: CadreWords) => [cadre.unit]],
  ['departments', '部门', (cadre: CadreWords) => [cadre.department]],
] as const;

export interface Fit {
  readonly fits: boolean;
  /** Each condition with the cadre's own word, e.g. 级别“县处级副职”含“处级”. Empty: the rule names no condition. */
  readonly facts: readonly string[];
}
export function fitOf(whom: Whom, cadre: CadreWords): Fit {
  let fits = true;
  const facts: string[] = [];
  for (const [key, word, of] of PARTS) {
    const wanted = whom[key];
    if (wanted.length === 0) continue;
    const own = of(cadre);
    const hit = wanted.find((one) => own.some((text) => text.includes(one)));
    fits &&= hit !== undefined;
    const shown = own.filter(Boolean).join('、') || '（未登记）';
    facts.push(
      hit === undefined ? `${word}“${shown}”不含${wanted.join('、')}` : `${word}“${shown}”含“${hit}”`,
    );
  }
  if (whom.leadingGroup) {
    fits &&= cadre.leadingGroup !== '';
    facts.push(cadre.leadingGroup === '' ? '不是领导班子成员' : `属领导班子“${cadre.leadingGroup}”`);
  }
  return { fits, facts };
}
