import type { Output } from '#contract/index.ts';

export type Head = Output<'training.sessions'>['sessions'][number];
export type Session = Output<'training.session'>;
export type Person = Session['people'][number];

export { TRAINING_FORM_WORDS as FORM_WORDS } from '#contract/vocabulary.ts';
export const MARK_WORDS: Readonly<Record<Person['mark'], string>> = {
  invited: '应到',
  present: '到会',
  leave: '请假',
  absent: '缺席',
};
export const thisYear = (): string => String(new Date().getFullYear());
