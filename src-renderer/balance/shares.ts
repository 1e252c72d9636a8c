/** 各项占比: which counts make a share, in one place for table, chart and targets. */
import type { Input, Output } from '#contract/index.ts';

export type Row = Output<'balance.figures'>['rows'][number];
export type Count = Input<'balance.lines'>['count'];
export type Share = Output<'balance.targets'>['targets'][number]['figure'];

interface ShareOf {
  readonly figure: Share;
  readonly title: string;
  readonly help: string;
  readonly part: (row: Row) => number;
  readonly whole: (row: Row) => number;
  /** What a share leads to: where it is missing, else what makes it. */
  readonly leads: Count;
}
export const SHARES: readonly ShareOf[] = [
  {
    figure: 'complete',
    title: '完整率',
    help: '已收 ÷ 应收，含逾期补交的',
    part: ({ counts }) => counts.met,
    whole: ({ counts }) => counts.due,
    leads: 'missing',
  },
  {
    figure: 'punctual',
    title: '及时率',
    help: '按时收到 ÷ 知道何时收到的',
    part: ({ counts }) => counts.onTime,
    whole: ({ counts }) => counts.timed,
    leads: 'timed',
  },
  {
    figure: 'organisation',
    title: '组织材料占比',
    help: '组织来源的件 ÷ 全部件',
    part: ({ counts }) => counts.organisation,
    whole: ({ counts }) => counts.items,
    leads: 'organisation',
  },
  {
    figure: 'conclusions',
    title: '结论性占比',
    help: '结论性 ÷（陈述性＋结论性）',
    part: ({ counts }) => counts.conclusions,
    whole: ({ counts }) => counts.statements + counts.conclusions,
    leads: 'conclusions',
  },
  {
    figure: 'masses',
    title: '群众意见覆盖',
    help: '当年有群众来源材料的卷数 ÷ 卷数',
    part: ({ massesFiles }) => massesFiles,
    whole: ({ files }) => files,
    leads: 'masses',
  },
  {
    figure: 'imaged',
    title: '有扫描',
    help: '有扫描页的件 ÷ 全部件',
    part: ({ counts }) => counts.imaged,
    whole: ({ counts }) => counts.items,
    leads: 'imaged',
  },
];

/** In per cent, rounded down so that 99.6 is not taken for all; undefined where there is nothing to share. */
export function percentOf(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : Math.floor((part / whole) * 1000) / 10;
}

/** How well a cell of the map is filled: 0 nothing, 4 everything. */
export function levelOf({ due, met }: { readonly due: number; readonly met: number }): 0 | 1 | 2 | 3 | 4 {
  if (met === 0) return 0;
  if (met >= due) return 4;
  const part = met / due;
  return part < 1 / 3 ? 1 : part < 2 / 3 ? 2 : 3;
}
