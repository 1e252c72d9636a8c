import { Table, Tag } from 'antd';
import type { Output } from '#contract/index.ts';

type Fault = Output<'people.checkRoster'>['faults'][number];

/** Every fault by row and cell; errors keep the row out, hints do not. */
export function RosterFaults({ faults }: { readonly faults: readonly Fault[] }) {
  return (
    <Table<Fault>
      size="small"
      rowKey={(fault) => `${fault.cell} ${fault.code} ${fault.message}`}
      dataSource={[...faults]}
      pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: '没有发现问题' }}
      columns={[
        { title: '行', dataIndex: 'row', width: 60, align: 'right' },
        { title: '单元格', dataIndex: 'cell', width: 80 },
        {
          title: '程度',
          width: 110,
          render: (_value, fault) =>
            fault.severity === 'error' ? <Tag color="red">错误，不收</Tag> : <Tag color="gold">提示</Tag>,
        },
        { title: '问题', dataIndex: 'message' },
      ]}
    />
  );
}
