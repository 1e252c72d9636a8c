import type { Output } from '#contract/index.ts';

export type Row = Output<'warning.rows'>['rows'][number];
export const GROUP_WORDS: Readonly<Record<Row['group'], string>> = {
  contradiction: '前后矛盾',
  measure: '处理处分',
  declaration: '个人有关事项',
  pattern: '倾向性苗头性',
  term: '期限',
};
export const LEVEL: Readonly<Record<Row['level'], { word: string; colour: string }>> = {
  low: { word: '提示', colour: 'default' },
  middle: { word: '注意', colour: 'gold' },
  high: { word: '重点', colour: 'red' },
};
export const STATE_WORDS: Readonly<Record<Row['state'], string>> = {
  open: '待处理',
  proposed: '待确认',
  closed: '已办结',
  lapsed: '事实已变',
};
export const OUTCOME_WORDS = { verified: '核实', excluded: '排除', mended: '已整改' } as const;
