import { Button, Table } from 'antd';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { go } from '../navigation/index.ts';
import { dateWords, instantWords } from '../words/index.ts';

type Desk = Output<'career.looks'>['desk'][number];
type Sitting = Output<'career.looks'>['sittings'][number];
/** What the main side gives at most of each. */
const MOST = 200;

/** 谁看过: readers by the consult register, colleagues by the audit chain. */
export function Looks({ fileId }: { readonly fileId: number }) {
  const { data, failure, reload } = useRead('career.looks', { fileId });
  return (
    <div className="pane-body">
      <FailureNote failure={failure} onRetry={reload} />
      <h4>查阅</h4>
      <Table<Sitting>
        size="small"
        rowKey={(one) => `${one.requestId} ${one.at}`}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={[...(data?.sittings ?? [])]}
        locale={{ emptyText: '没有人查阅过本卷' }}
        columns={[
          { title: '时间', width: 130, render: (_, one) => instantWords(one.at) },
          { title: '查阅人', dataIndex: 'readers', width: 130, ellipsis: true },
          { title: '单位', dataIndex: 'unit', ellipsis: true },
          { title: '事由', dataIndex: 'purpose', ellipsis: true },
          { title: '页数', dataIndex: 'pages', width: 56, align: 'right' },
          {
            title: '单号',
            width: 130,
            render: (_, one) => (
              <Button type="link" size="small" onClick={() => go('consult', { requestId: one.requestId })}>
                {one.number}
              </Button>
            ),
          },
        ]}
      />
      <h4>本室人员看过扫描页</h4>
      <Table<Desk>
        size="small"
        rowKey={(one) => `${one.day} ${one.login}`}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={[...(data?.desk ?? [])]}
        locale={{ emptyText: '没有人打开过本卷的扫描页' }}
        columns={[
          { title: '日期', width: 130, render: (_, one) => dateWords(one.day.replaceAll('-', '')) },
          { title: '姓名', dataIndex: 'name' },
          { title: '页数', dataIndex: 'pages', width: 70, align: 'right' },
        ]}
      />
      {data && (data.desk.length === MOST || data.sittings.length === MOST) && (
        <p className="muted">各列最近 {MOST} 条；更早的见审计和查阅登记。</p>
      )}
    </div>
  );
}
