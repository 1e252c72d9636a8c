import { Radio, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { go } from '../navigation/index.ts';

type Row = Output<'duty.holders'>['rows'][number];

/** 应立未立 and the reverse. */
export function HoldersTab() {
  const [list, setList] = useState<'missing' | 'unasked'>('missing');
  const { data, failure, loading, reload } = useRead('duty.holders', { list });
  const open = (one: Row) => go('file', { fileId: one.fileId, personId: one.personId });
  return (
    <>
      <div className="screen-bar">
        <Radio.Group
          value={list}
          onChange={(event) => setList(event.target.value)}
          optionType="button"
          options={[
            { value: 'missing', label: '应立档而卷内没有材料' },
            { value: 'unasked', label: '有材料而规则不要求立档' },
          ]}
        />
        {data && (
          <span className="muted">
            共 {data.total} 人
            {data.total > data.rows.length && `，列出前 ${data.rows.length} 人，其余请先处理这些`}
          </span>
        )}
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Row>
        size="small"
        rowKey="fileId"
        loading={loading && !data}
        dataSource={data?.rows ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{
          emptyText: list === 'missing' ? '按规则应立档的人，卷内都有材料。' : '有材料的卷都有规则要求。',
        }}
        onRow={(one) => ({
          tabIndex: 0,
          onDoubleClick: () => open(one),
          onKeyDown: (event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) open(one);
          },
        })}
        columns={[
          { title: '姓名', dataIndex: 'name', width: 120 },
          { title: '单位', dataIndex: 'unit', width: 200 },
          { title: '级别', dataIndex: 'rank', width: 140 },
          { title: '件数', dataIndex: 'items', width: 70 },
          { title: '理由', dataIndex: 'why' },
        ]}
      />
    </>
  );
}
