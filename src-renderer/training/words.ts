import type { Output } from '#contract/index.ts';

export type Head = Output<'training.sessions'>['sessions'][number];
export type Session = Output<'training.session'>;
export type Person = Session['people'][number];

export const FORM_WORDS: Readonly<Record<Head['form'], string>> = {
  lecture: '专题辅导',
  case: '警示教育',
  visit: '参观见学',
  exam: '知识测试',
  study: '自学',
  other: '其他',
};
export const MARK_WORDS: Readonly<Record<Person['mark'], string>> = {
  invited: '应到',
  present: '到会',
  leave: '请假',
  absent: '缺席',
};
export const thisYear = (): string => String(new Date().getFullYear());
