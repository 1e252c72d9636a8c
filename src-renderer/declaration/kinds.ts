import type { Input } from '#contract/index.ts';

export type Kind = Input<'declaration.save'>['kind'];
export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  annual: '年度报告',
  change: '变更报告',
  check: '查核结果',
};
