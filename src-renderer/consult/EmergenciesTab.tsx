import { Table } from 'antd';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { instantWords } from '../words/index.ts';

type Emergency = Output<'consult.emergencies'>['emergencies'][number];

/** 紧急查阅, for those who watch: who asked, who signed, how often it was opened; no cadre's name and no title. */
export function EmergenciesTab() {
  const { data, failure, reload } = useRead('consult.emergencies', {});
  return (
    <>
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Emergency>
        size="small"
        rowKey="id"
        dataSource={data?.emergencies ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '没有紧急查阅' }}
        columns={[
          { title: '单号', dataIndex: 'number', width: 140 },
          { title: '单位', dataIndex: 'unit' },
          { title: '查阅人', render: (_value, one) => one.readers.join('、') },
          { title: '理由', dataIndex: 'reason' },
          { title: '状态', dataIndex: 'state', width: 100 },
          { title: '受理', width: 150, render: (_value, one) => instantWords(one.createdAt) },
          { title: '签批人', render: (_value, one) => one.signedBy.join('、') || '—' },
          { title: '阅览次数', dataIndex: 'opened', width: 80, align: 'right' },
        ]}
      />
    </>
  );
}
