import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '#contract/result.ts';

/**
 * 档号 by template. The components are stored, the string is rendered and never parsed back: the two standards in use put
 * different separators between the same parts (domain 2.2).
 */
export interface NumberComponents {
  readonly fonds: string;
  readonly volume: number;
  readonly item: number;
  readonly classCode: string;
  readonly retention: string;
  readonly year: string;
}

const PART = /\{(fonds|volume|item|class|retention|year)(?::([1-9]))?\}/g;

export interface NumberingStyle {
  readonly id: string;
  readonly name: string;
  readonly template: string;
}

/** What is wrong with a template, in Chinese; empty when it can be used. */
export function checkTemplate(template: string): string[] {
  const parts = [...template.matchAll(PART)].map((part) => part[1]);
  const rest = template.replaceAll(PART, '');
  const findings: string[] = [];
  for (const [part, word] of [
    ['fonds', '全宗号'],
    ['volume', '卷号'],
    ['item', '件号'],
  ] as const) {
    // Without one of these two items could get the same number.
    if (!parts.includes(part)) findings.push(`缺少${word} {${part}}，无法保证编号唯一`);
  }
  if (/[{}]/.test(rest))
    findings.push('有不认识的部分，花括号中只能写 fonds、volume、item、class、retention、year');
  if (/\s/.test(rest)) findings.push('不得含空格');
  return findings;
}

/** Renders the number; `{item:3}` pads to three digits and never cuts a longer number. */
export function renderNumber(template: string, parts: NumberComponents): string {
  const values: Record<string, string> = {
    fonds: parts.fonds,
    volume: String(parts.volume),
    item: String(parts.item),
    class: parts.classCode,
    retention: parts.retention,
    year: parts.year,
  };
  return template.replaceAll(PART, (_, name: string, width?: string) =>
    (values[name] ?? '').padStart(Number(width ?? 0), '0'),
  );
}

/** 铅笔号 on the first page: 类号-顺序号 (domain 2.4). */
export function pencilCode(classCode: string, sequence: number): string {
  return `${classCode}-${sequence}`;
}

const Styles = z.strictObject({
  styles: z.array(z.strictObject({ id: z.string(), name: z.string(), template: z.string() })).min(1),
});

export function readStyles(resources: string): NumberingStyle[] {
  const { styles } = Styles.parse(JSON.parse(readFileSync(join(resources, 'numbering-styles.json'), 'utf8')));
  for (const style of styles) {
    const findings = checkTemplate(style.template);
    // An office may edit the file: a template that can't tell two items apart must not give out a single number.
    if (findings.length > 0)
      throw new Refusal('validation-failed', `编号样式「${style.name}」不能用：${findings.join('；')}。`);
  }
  return styles;
}
