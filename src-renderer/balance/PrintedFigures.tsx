import type { Output } from '#contract/index.ts';
import type { Which } from './BalanceScreen.tsx';
import { percentOf, type Row, SHARES } from './shares.ts';

interface Props {
  readonly data: Output<'balance.figures'>;
  readonly which: Which;
  readonly mark: string;
}
const shown = (part: number, whole: number) => {
  const percent = percentOf(part, whole);
  return percent === undefined ? '—' : `${percent}%`;
};

/** The figures on paper, the words of the register below. */
export function PrintedFigures({ data, which, mark }: Props) {
  const line = (row: Row) => (
    <tr key={row.key}>
      <td>{row.words}</td>
      <td>{row.files}</td>
      <td>{row.counts.due}</td>
      <td>{row.counts.met}</td>
      <td>{row.counts.overdue}</td>
      <td>{row.counts.items}</td>
      <td>
        {row.counts.personal}∶{row.counts.organisation}∶{row.counts.masses}
      </td>
      {SHARES.map((one) => (
        <td key={one.figure}>{shown(one.part(row), one.whole(row))}</td>
      ))}
    </tr>
  );
  return (
    <>
      <h1>
        廉政档案完整与均衡统计　{which.year}年度　{which.unit}
      </h1>
      <table>
        <thead>
          <tr>
            <th />
            <th>卷数</th>
            <th>应收</th>
            <th>已收</th>
            <th>逾期</th>
            <th>件数</th>
            <th>个人∶组织∶群众</th>
            {SHARES.map((one) => (
              <th key={one.figure}>{one.title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map(line)}
          {line(data.total)}
        </tbody>
      </table>
      <p>{mark}</p>
    </>
  );
}
