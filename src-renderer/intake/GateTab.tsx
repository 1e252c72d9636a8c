import { Button, Checkbox, Input, Modal, Table, Tag } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { go } from '../navigation/index.ts';
import { useRoles } from '../session/index.ts';

type Difference = Output<'intake.gate'>['differences'][number];

const KIND_WORDS: Record<Difference['kind'], string> = {
  missing: '缺页',
  surplus: '多页',
  'no-scan': '未扫描',
  uncatalogued: '页数未登记',
  tray: '待处理',
  damaged: '图像损坏',
};

/** 漏扫闸门: every difference between paper and scans; a volume with an open one can't be transferred. */
export function GateTab({ fileId }: { readonly fileId: number | undefined }) {
  const reviewer = useRoles().includes('reviewer');
  const { data, failure, loading, reload } = useRead('intake.gate', fileId === undefined ? {} : { fileId });
  const [withAccepted, setWithAccepted] = useState(false);
  const [accepting, setAccepting] = useState<Difference>();
  const [reason, setReason] = useState('');
  const accept = useAct('intake.acceptDifference', { quiet: true });
  const shown = (data?.differences ?? []).filter((one) => withAccepted || one.acceptedBy === null);
  const submit = async () => {
    if (!accepting || !(await accept.run({ key: accepting.key, reason }))) return;
    setAccepting(undefined);
    setReason('');
  };
  return (
    <>
      <div className="screen-bar">
        <strong>
          {data === undefined ? '' : data.open === 0 ? '纸质与扫描件全部相符' : `有 ${data.open} 处差异`}
        </strong>
        <Checkbox checked={withAccepted} onChange={(event) => setWithAccepted(event.target.checked)}>
          连同已认可的
        </Checkbox>
        <span className="muted">补扫、改正纸质页数，或由审核员写明理由认可；任一页数再变，要重新认可。</span>
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Difference>
        size="small"
        rowKey="key"
        loading={loading && !data}
        dataSource={shown}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '没有差异' }}
        columns={[
          { title: '姓名', dataIndex: 'personName', width: 100 },
          {
            title: '差异',
            width: 100,
            render: (_value, one) => <Tag color="gold">{KIND_WORDS[one.kind]}</Tag>,
          },
          { title: '纸质', dataIndex: 'paperPages', width: 56, align: 'right' },
          { title: '扫描', dataIndex: 'scannedPages', width: 56, align: 'right' },
          {
            title: '说明',
            render: (_value, one) => (
              <>
                {one.message}
                {one.acceptedBy !== null && (
                  <span className="muted">
                    {' '}
                    （{one.acceptedBy}认可：{one.acceptedReason}）
                  </span>
                )}
              </>
            ),
          },
          {
            title: '',
            width: 150,
            render: (_value, one) => (
              <span className="row-acts">
                {one.itemId !== null && (
                  <Button onClick={() => one.itemId !== null && go('catalogue', { itemId: one.itemId })}>
                    看材料
                  </Button>
                )}
                {reviewer && one.acceptedBy === null && one.kind !== 'tray' && (
                  <Button onClick={() => setAccepting(one)}>认可…</Button>
                )}
              </span>
            ),
          },
        ]}
      />
      <Modal
        title="认可这处差异"
        open={accepting !== undefined}
        onCancel={() => setAccepting(undefined)}
        okText="认可"
        okButtonProps={{ disabled: reason.trim() === '', loading: accept.busy }}
        onOk={() => void submit()}
      >
        <p>{accepting?.message}</p>
        <FailureNote failure={accept.failure} />
        <Input
          autoFocus
          aria-label="认可的理由"
          placeholder="理由，如：第3页为空白页，不扫"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={(event) => {
            if (!event.nativeEvent.isComposing && reason.trim() !== '') void submit();
          }}
        />
      </Modal>
    </>
  );
}
