import { Button, Input, Modal, Select, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { sizeWords } from '../words/index.ts';
import { PlaceDialog } from './PlaceDialog.tsx';

export type Entry = Output<'intake.tray'>['entries'][number];
type State = 'waiting' | 'placed' | 'dismissed' | 'all';

const REASON_WORDS: Record<Entry['reason'], string> = {
  'person-unknown': '认不出是谁',
  'person-ambiguous': '不止一人相符',
  'class-unknown': '没有这个类号',
  'name-unreadable': '文件名不合规则',
  'type-refused': '格式不收',
  'type-lies': '格式与后缀不符',
  unreadable: '图像损坏',
  empty: '空文件',
  'duplicate-page': '重复的页',
  'page-taken': '该页已有图像',
  'too-large': '文件过大',
  'file-closed': '卷不在库',
  'not-read': '没有读出',
};
const STATE_WORDS: Record<State, string> = {
  waiting: '等待处理',
  placed: '已归入',
  dismissed: '未收',
  all: '全部',
};

/** 待处理: what could not be placed, why, and what is to be done; nothing leaves it without a decision. */
export function TrayTab({ fileId }: { readonly fileId: number | undefined }) {
  const clerk = useRoles().includes('clerk');
  const [state, setState] = useState<State>('waiting');
  const { data, failure, loading, reload } = useRead('intake.tray', {
    state,
    ...(fileId === undefined ? {} : { fileId }),
  });
  const [placing, setPlacing] = useState<Entry>();
  const [dismissing, setDismissing] = useState<Entry>();
  const [reason, setReason] = useState('');
  const dismiss = useAct('intake.dismiss', { quiet: true });
  const submit = async () => {
    if (!dismissing || !(await dismiss.run({ entryId: dismissing.id, reason }))) return;
    setDismissing(undefined);
    setReason('');
  };
  return (
    <>
      <div className="screen-bar">
        <Select<State>
          aria-label="状态"
          className="intake-state"
          value={state}
          onChange={setState}
          options={(Object.keys(STATE_WORDS) as State[]).map((value) => ({
            value,
            label: STATE_WORDS[value],
          }))}
        />
        <span className="muted">内容都已加密收存（损坏或格式不收的除外）；归入材料，或写明理由不收。</span>
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Entry>
        size="small"
        rowKey="id"
        loading={loading && !data}
        dataSource={data?.entries ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: state === 'waiting' ? '没有等待处理的文件' : '没有这样的文件' }}
        columns={[
          { title: '文件', dataIndex: 'relativePath', ellipsis: true },
          { title: '大小', width: 80, align: 'right', render: (_value, one) => sizeWords(one.size) },
          { title: '原因', width: 130, render: (_value, one) => REASON_WORDS[one.reason] },
          { title: '说明', dataIndex: 'message', ellipsis: true },
          { title: '认出的人', dataIndex: 'personName', width: 90 },
          {
            title: '类-件-页',
            width: 110,
            render: (_value, one) =>
              [one.classCode, one.sequence ?? '', one.page ?? ''].filter((part) => part !== '').join('-'),
          },
          {
            title: '',
            width: 140,
            render: (_value, one) =>
              one.state === 'waiting' ? (
                clerk && (
                  <span className="row-acts">
                    <Button
                      type="primary"
                      disabled={!one.kept}
                      title={one.kept ? '' : '内容没有收存，只能写明理由不收，或重新扫描'}
                      onClick={() => setPlacing(one)}
                    >
                      归入…
                    </Button>
                    <Button onClick={() => setDismissing(one)}>不收…</Button>
                  </span>
                )
              ) : (
                <span className="muted" title={one.note}>
                  {STATE_WORDS[one.state]}：{one.note}
                </span>
              ),
          },
        ]}
      />
      {placing && <PlaceDialog entry={placing} onClose={() => setPlacing(undefined)} />}
      <Modal
        title={`不收：${dismissing?.relativePath ?? ''}`}
        open={dismissing !== undefined}
        onCancel={() => setDismissing(undefined)}
        okText="不收"
        okButtonProps={{ danger: true, disabled: reason.trim() === '', loading: dismiss.busy }}
        onOk={() => void submit()}
      >
        <p className="muted">记录和已收存的内容都会保留，作为依据。</p>
        <FailureNote failure={dismiss.failure} />
        <Input
          autoFocus
          aria-label="不收的理由"
          placeholder="理由，如：与已入库的第2页相同"
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
