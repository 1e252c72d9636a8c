import { Drawer, Table } from 'antd';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { dateWords } from '../words/index.ts';
import type { Which } from './ReportScreen.tsx';
import { Opening } from './ReportTable.tsx';

type Line = Output<'report.lines'>['lines'][number];

interface Props {
  readonly which: Which;
  readonly row: string | null;
  readonly column: string;
  readonly onClose: () => void;
}

/** 所涉各项: what one number counts, each line with the way to its file. */
export function LinesDrawer({ which, row, column, onClose }: Props) {
  const { data, failure, loading, reload } = useRead('report.lines', { ...which, row, column });
  const lines = data?.lines ?? [];
  const amounts = lines.some((one) => one.amount !== 1);
  return (
    <Drawer open size={720} title={data ? `${data.title}（${data.count} 项）` : '所涉各项'} onClose={onClose}>
      <FailureNote failure={failure} onRetry={reload} />
      {data && lines.length < data.count && (
        <p className="warning">
          共 {data.count} 项，只列最新的 {lines.length} 项；缩小年度或单位可看全。
        </p>
      )}
      <Table<Line>
        size="small"
        rowKey="key"
        loading={loading && !data}
        dataSource={lines}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '没有所涉的项' }}
        columns={[
          { title: '干部', dataIndex: 'name', width: 90 },
          { title: '单位', dataIndex: 'unit', width: 150, ellipsis: true },
          { title: '内容', dataIndex: 'words' },
          {
            title: '日期',
            dataIndex: 'day',
            width: 105,
            render: (day: string) => dateWords(day.replace(/(0000|00)$/, '')),
          },
          ...(amounts ? [{ title: '数', dataIndex: 'amount', width: 60, align: 'right' as const }] : []),
          { title: '', width: 80, render: (_value, one) => <Opening opens={one.opens} /> },
        ]}
      />
    </Drawer>
  );
}
