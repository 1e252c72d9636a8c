import type { Input, Output } from '#contract/index.ts';

export type Task = Output<'collection.taskRows'>['rows'][number];
export type Department = Output<'collection.departments'>['departments'][number];
export type Handover = Output<'collection.handover'>;
export type HandoverLine = Handover['lines'][number];
export type Check = Extract<Input<'collection.decide'>, { verdict: 'accepted' }>['checks'][number];

export const STATE_WORDS: Readonly<Record<Task['state'], string>> = {
  open: '待发出',
  asked: '已要求',
  'handed-over': '已移交',
  received: '已收到',
  returned: '已退回',
  'not-applicable': '不适用',
};
export const VERDICT_WORDS: Readonly<Record<HandoverLine['verdict'], string>> = {
  pending: '待接收',
  accepted: '已接收',
  returned: '退回',
};
/** 材料接收条件, each to be looked at. */
export const CHECK_WORDS: readonly (readonly [Check, string])[] = [
  ['finished', '办理完毕'],
  ['formalities', '手续完备（签名、盖章）'],
  ['owner', '归属明确'],
  ['legible', '字迹清楚'],
  ['dated', '有形成日期'],
  ['copy-marked', '复印件已注明'],
];
export const isOwed = (state: Task['state']) => state === 'open' || state === 'asked' || state === 'returned';

/** Local day as yyyymmdd. */
export function todayPlain(now = new Date()): string {
  return `${now.getFullYear()}${String(now.getMonth() + 1).padStart(2, '0')}${String(now.getDate()).padStart(2, '0')}`;
}
