import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '#contract/result.ts';
import { SchemeClass } from '#contract/schemas/catalogue.ts';
import { FilledLine } from '#contract/schemas/common.ts';

export type SchemeClass = z.infer<typeof SchemeClass>;
const Scheme = z.strictObject({
  name: FilledLine(100),
  basis: FilledLine(500),
  classes: z.array(SchemeClass).min(1),
});
export type ClassScheme = z.infer<typeof Scheme>;

/** @throws Refusal `validation-failed` naming every fault of the scheme */
export function checkScheme(scheme: unknown): ClassScheme {
  const parsed = Scheme.safeParse(scheme);
  if (!parsed.success) {
    throw new Refusal(
      'validation-failed',
      '分类方案的内容不完整，请按提示修改。',
      parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    );
  }
  const details: { path: string; message: string }[] = [];
  const seen = new Set<string>();
  const heads = new Set(parsed.data.classes.filter((one) => one.parent === null).map((one) => one.code));
  for (const one of parsed.data.classes) {
    const wrong = (message: string) =>
      details.push({ path: one.code, message: `类号 ${one.code}：${message}` });
    if (seen.has(one.code)) wrong('重复出现');
    seen.add(one.code);
    if (one.name.trim() === '') wrong('缺少名称');
    if (one.parent === null) {
      if (!/^\d{2}$/.test(one.code)) wrong('大类号应为两位数字');
      continue;
    }
    if (!/^\d{4}$/.test(one.code) || one.code.slice(0, 2) !== one.parent) wrong('小类号应为大类号加两位数字');
    if (!heads.has(one.parent)) wrong('所属大类不存在');
    if (!one.sourceKind || !one.nature || !one.retention || !one.secrecy)
      wrong('来源、性质、保管期限、密级须填全');
    if (one.secrecy === 'internal' && one.secrecyYears !== 0) wrong('内部材料不设保密期限');
    if (one.secrecy && one.secrecy !== 'internal' && one.secrecyYears < 1) wrong('涉密小类须有保密期限');
  }
  if (details.length > 0) throw new Refusal('validation-failed', '分类方案有误，未保存。', details);
  return parsed.data;
}

export function defaultScheme(resources: string): ClassScheme {
  return checkScheme(JSON.parse(readFileSync(join(resources, 'class-scheme.json'), 'utf8')));
}
