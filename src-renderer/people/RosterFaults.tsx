import { Checkbox, Table, Tag } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';

type Fault = Output<'people.checkRoster'>['faults'][number];

/** Every fault by row and cell; errors keep the row out, hints do not. */
export function RosterFaults({ faults }: { readonly faults: readonly Fault[] }) {
  const [onlyErrors, setOnlyErrors] = useState(false);
  const errors = faults.filter((fault) => fault.severity === 'error');
  const shown = (onlyErrors ? errors : faults).map((fault, index) => ({ ...fault, index }));
  return (
    <>
      <p className="roster-faults">
        <span>
          错误 {errors.length} 处，提示 {faults.length - errors.length} 处
        </span>
        <Checkbox checked={onlyErrors} onChange={(event) => setOnlyErrors(event.target.checked)}>
          只看错误
        </Checkbox>
      </p>
      <Table
        size="small"
        rowKey="index"
        dataSource={shown}
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
    </>
  );
}
