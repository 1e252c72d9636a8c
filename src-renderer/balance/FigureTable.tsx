import { Table, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import type { Output } from '#contract/index.ts';
import { dateWords } from '../words/index.ts';
import type { Which } from './BalanceScreen.tsx';
import { type Count, percentOf, type Row, SHARES } from './shares.ts';

interface Props {
  readonly data: Output<'balance.figures'>;
  readonly by: Which['by'];
  readonly targets: Output<'balance.targets'>['targets'];
  /** @param key null: the total */
  readonly onLead: (key: string | null, words: string, count: Count) => void;
}
const HEADS = { unit: '单位', rank: '职级', class: '类别', cadre: '干部', year: '年度' } as const;

/** Numbers that lead to their rows, shares as bars with the target across, the make-up of the material as one bar of three. */
export function FigureTable({ data, by, targets, onLead }: Props) {
  const lead = (row: Row, count: Count, shown: string | number) => (
    <button
      type="button"
      className="link"
      disabled={row.counts[count] === 0}
      onClick={() => onLead(row === data.total ? null : row.key, row.words, count)}
    >
      {shown}
    </button>
  );
  const number = (title: string, count: Count) => ({
    title,
    width: 54,
    align: 'right' as const,
    render: (_: unknown, row: Row) => lead(row, count, row.counts[count]),
  });
  const share = (one: (typeof SHARES)[number]) => {
    const target = targets.find(({ figure }) => figure === one.figure)?.percent;
    return {
      title: (
        <span title={one.help}>
          {one.title}
          {target !== undefined && <span className="muted">（目标 {target}%）</span>}
        </span>
      ),
      width: 98,
      render: (_: unknown, row: Row) => {
        const percent = percentOf(one.part(row), one.whole(row));
        return percent === undefined ? (
          <span className="muted">—</span>
        ) : (
          <span className="balance-share">
            {lead(row, one.leads, `${percent}%`)}
            <Bar percent={percent} target={target} />
          </span>
        );
      },
    };
  };
  const columns: TableColumnsType<Row> = [
    { title: HEADS[by], dataIndex: 'words', width: 130, ellipsis: true, fixed: 'left' },
    { title: '卷', dataIndex: 'files', width: 50, align: 'right' },
    number('应收', 'due'),
    number('逾期', 'overdue'),
    ...SHARES.slice(0, 2).map(share),
    number('件数', 'items'),
    {
      title: '个人∶组织∶群众',
      width: 128,
      render: (_, row) => <MakeUp row={row} lead={lead} />,
    },
    ...SHARES.slice(2).map(share),
    number('已鉴定', 'verified'),
    number('页数不符', 'differing'),
    {
      title: '最新一件',
      width: 96,
      render: (_, { newest }) => (newest === '' ? <span className="muted">—</span> : dateWords(newest)),
    },
  ];
  const total = (
    <Table.Summary.Row className="balance-total">
      <Table.Summary.Cell index={0}>合计</Table.Summary.Cell>
      <Table.Summary.Cell index={1} align="right">
        {data.total.files}
      </Table.Summary.Cell>
      {(['due', 'overdue'] as const).map((count, at) => (
        <Table.Summary.Cell key={count} index={2 + at} align="right">
          {lead(data.total, count, data.total.counts[count])}
        </Table.Summary.Cell>
      ))}
      {SHARES.slice(0, 2).map((one, at) => (
        <Table.Summary.Cell key={one.figure} index={4 + at}>
          {share(one).render(undefined, data.total)}
        </Table.Summary.Cell>
      ))}
      <Table.Summary.Cell index={6} align="right">
        {lead(data.total, 'items', data.total.counts.items)}
      </Table.Summary.Cell>
      <Table.Summary.Cell index={7}>
        <MakeUp row={data.total} lead={lead} />
      </Table.Summary.Cell>
      {SHARES.slice(2).map((one, at) => (
        <Table.Summary.Cell key={one.figure} index={8 + at}>
          {share(one).render(undefined, data.total)}
        </Table.Summary.Cell>
      ))}
      {(['verified', 'differing'] as const).map((count, at) => (
        <Table.Summary.Cell key={count} index={12 + at} align="right">
          {lead(data.total, count, data.total.counts[count])}
        </Table.Summary.Cell>
      ))}
      <Table.Summary.Cell index={14}>
        {data.total.newest === '' ? '—' : dateWords(data.total.newest)}
      </Table.Summary.Cell>
    </Table.Summary.Row>
  );
  return (
    <Table<Row>
      className="balance-table"
      size="small"
      rowKey="key"
      dataSource={[...data.rows]}
      pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 1_240 }}
      columns={columns.map((column, at) => ({ ...column, key: at }))}
      summary={() => total}
    />
  );
}

function Bar({ percent, target }: { readonly percent: number; readonly target: number | undefined }) {
  const below = target !== undefined && percent < target;
  return (
    <svg className="balance-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className="balance-ground" width="100" height="8" />
      <rect className={below ? 'balance-below' : 'balance-fill'} width={percent} height="8" />
      {target !== undefined && <rect className="balance-line" x={target - 0.8} width="1.6" height="8" />}
    </svg>
  );
}

interface MakeUpProps {
  readonly row: Row;
  readonly lead: (row: Row, count: Count, shown: string | number) => ReactNode;
}
/** 材料结构 in one bar: the person's own, the organisation's, the masses'. */
function MakeUp({ row, lead }: MakeUpProps) {
  const { items, personal, organisation, masses } = row.counts;
  if (items === 0) return <span className="muted">—</span>;
  const [first, second] = [(personal / items) * 100, (organisation / items) * 100];
  return (
    <span className="balance-share">
      <span>
        {lead(row, 'personal', personal)}∶{lead(row, 'organisation', organisation)}∶
        {lead(row, 'masses', masses)}
      </span>
      <svg className="balance-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect className="balance-personal" width={first} height="8" />
        <rect className="balance-organisation" x={first} width={second} height="8" />
        <rect className="balance-masses" x={first + second} width={100 - first - second} height="8" />
      </svg>
    </span>
  );
}
