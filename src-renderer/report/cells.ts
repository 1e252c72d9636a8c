import type { Output } from '#contract/index.ts';

export type Report = Output<'report.view'>;
export type Column = Report['columns'][number];
export type Row = Report['rows'][number];

/** A cell as people read it: 45.2%, 3.5, 1,200. */
export function cellWords(cell: Row['cells'][number] | undefined, show: Column['show']): string {
  if (typeof cell !== 'number') return cell ?? '';
  if (show === 'share') return `${(100 * cell).toFixed(1)}%`;
  return show === 'mean' ? cell.toFixed(1) : cell.toLocaleString('zh-CN');
}
