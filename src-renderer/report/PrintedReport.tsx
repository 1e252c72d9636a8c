import { cellWords, type Report } from './cells.ts';

/** The table on paper, with its mark above and the entry in the register below. */
export function PrintedReport({
  data,
  mark,
  subtitle,
  footing,
}: {
  readonly data: Report;
  readonly mark: string;
  readonly subtitle: string;
  readonly footing: string;
}) {
  // A register begins with its first line on paper, with its newest on the screen.
  const rows = data.total ? [...data.rows, data.total] : data.rows.toReversed();
  return (
    <article className="report-paper">
      <p>{mark}</p>
      <h2>{data.title}</h2>
      <p>{subtitle}</p>
      <table>
        <thead>
          <tr>
            {data.columns.map((column) => (
              <th key={column.key}>{column.title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row === data.total ? '' : `r${row.key}`}>
              {data.columns.map((column, at) => (
                <td key={column.key}>{cellWords(row.cells[at], column.show)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="report-basis">口径：{data.basis}</p>
      <p>{footing}</p>
    </article>
  );
}
