import { Button, Empty, Spin } from 'antd';
import { go } from '../navigation/index.ts';
import { type Column, cellWords, type Report, type Row } from './cells.ts';

interface Props {
  readonly data: Report | undefined;
  readonly loading: boolean;
  /** @param row null: the total */
  readonly onLead: (row: string | null, column: string) => void;
}

/** One plain table: every number is a button that leads to its lines, every register line opens its file. */
export function ReportTable({ data, loading, onLead }: Props) {
  if (!data) return <div className="report-table">{loading && <Spin />}</div>;
  if (data.count === 0)
    return (
      <div className="report-table">
        <Empty description="这一年度、单位内没有可统计的内容。请换一个年度或单位；业务办理后这里随即有数。" />
      </div>
    );
  const opening = data.rows.some((row) => row.opens);
  const cells = (row: Row, key: string | null) =>
    data.columns.map((column, at) => (
      <td key={column.key} className={column.show === 'words' ? '' : 'report-number'}>
        <Cell column={column} cell={row.cells[at]} onLead={() => onLead(key, column.key)} />
      </td>
    ));
  return (
    <div className="report-table">
      {data.rows.length < data.count && (
        <p className="warning">
          共 {data.count} 行，屏幕只列最新的 {data.rows.length} 行，全部见输出的表格。
        </p>
      )}
      <table aria-label={data.title}>
        <thead>
          <tr>
            {data.columns.map((column) => (
              <th key={column.key} className={column.show === 'words' ? '' : 'report-number'}>
                {column.title}
              </th>
            ))}
            {opening && <th>查看</th>}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.key}>
              {cells(row, row.key)}
              {opening && (
                <td>
                  <Opening opens={row.opens} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
        {data.total && (
          <tfoot>
            <tr>{cells(data.total, null)}</tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Cell({
  column,
  cell,
  onLead,
}: {
  readonly column: Column;
  readonly cell: Row['cells'][number] | undefined;
  readonly onLead: () => void;
}) {
  const words = cellWords(cell, column.show);
  if (!column.leads || typeof cell !== 'number' || cell === 0) return words;
  return (
    <Button type="link" size="small" onClick={onLead} title={`查看${column.title}所涉各项`}>
      {words}
    </Button>
  );
}

/** To the item in its file, or to the file. */
export function Opening({ opens }: { readonly opens: Row['opens'] }) {
  if (!opens) return null;
  const { itemId, personId, fileId } = opens;
  return itemId === null ? (
    <Button type="link" size="small" onClick={() => go('file', { fileId, personId })}>
      干部卷
    </Button>
  ) : (
    <Button type="link" size="small" onClick={() => go('catalogue', { personId, itemId })}>
      材料
    </Button>
  );
}
