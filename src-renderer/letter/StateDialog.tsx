import { Alert, Modal, Table, Tag } from 'antd';
import { FailureNote, useRead } from '../archive/index.ts';
import { dateWords, instantWords } from '../words/index.ts';

const NOW = {
  same: { word: '未变', colour: 'default' },
  changed: { word: '其后有改动', colour: 'gold' },
  gone: { word: '其后作废或移出', colour: 'red' },
} as const;

/** 在案状态: what lay in the file when the letter was signed, and what has changed since. */
export function StateDialog({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const { data, failure, loading, reload } = useRead('letter.state', { id });
  return (
    <Modal title="签发时的在案状态" open width={900} onCancel={onClose} footer={null}>
      <FailureNote failure={failure} onRetry={reload} />
      {data && (
        <>
          <Alert
            type={data.intact ? 'info' : 'error'}
            showIcon
            title={
              data.intact
                ? `${instantWords(data.takenAt)} 留存，${data.items.length} 件；摘要相符`
                : '留存的内容与签发时的摘要不符，可能被改动，请报安全审计员'
            }
            description={`SHA-256 ${data.sha256}`}
          />
          {data.measures.length > 0 && <p>当时在影响期内：{data.measures.join('；')}</p>}
          {data.since.length > 0 && (
            <p className="warning">
              其后归入 {data.since.length} 件：
              {data.since.map((one) => `${one.classCode}《${one.title}》`).join('、')}
            </p>
          )}
        </>
      )}
      <Table
        size="small"
        rowKey="itemId"
        loading={loading && !data}
        dataSource={data?.items ?? []}
        scroll={{ y: 360 }}
        pagination={false}
        columns={[
          { title: '类', dataIndex: 'classCode', width: 60 },
          { title: '材料', dataIndex: 'title', ellipsis: true },
          { title: '日期', width: 110, render: (_value, one) => dateWords(one.date) },
          { title: '档号', dataIndex: 'archivalCode', width: 200, ellipsis: true },
          { title: '页数', dataIndex: 'pages', width: 60 },
          {
            title: '现在',
            width: 120,
            render: (_value, one) => <Tag color={NOW[one.now].colour}>{NOW[one.now].word}</Tag>,
          },
        ]}
      />
    </Modal>
  );
}
