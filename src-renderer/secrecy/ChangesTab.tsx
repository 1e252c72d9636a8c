import { App, Button, Segmented, Table, Tag } from 'antd';
import { useState } from 'react';
import type { Input, Output } from '#contract/index.ts';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { go } from '../navigation/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';

type Change = Output<'secrecy.changes'>['changes'][number];
type List = Input<'secrecy.changes'>['list'];
const STATE: Record<Change['state'], { readonly word: string; readonly colour: string }> = {
  proposed: { word: '待审核', colour: 'gold' },
  reviewed: { word: '待批准', colour: 'gold' },
  approved: { word: '已批准', colour: 'green' },
  rejected: { word: '未通过', colour: 'red' },
  withdrawn: { word: '已撤回', colour: 'default' },
};
type Asking = { readonly kind: 'fail' | 'refuse' | 'withdraw'; readonly id: number };

/** 密级变更: 拟定 → 审核 → 批准, three different persons; the old mark stays, struck through. */
export function ChangesTab() {
  const { message } = App.useApp();
  const roles = useRoles();
  const [list, setList] = useState<List>('open');
  const { data, failure, loading, reload } = useRead('secrecy.changes', { list });
  const review = useAct('secrecy.review');
  const decide = useAct('secrecy.decide');
  const withdraw = useAct('secrecy.withdraw', { quiet: true });
  const exporting = useAct('secrecy.exportPaper');
  const [asking, setAsking] = useState<Asking>();
  const mayExport = roles.some((role) => role === 'clerk' || role === 'reviewer' || role === 'approver');
  const write = async (one: Change, paper: 'approval' | 'notice') => {
    const target = await choose(
      'save-docx',
      `${paper === 'approval' ? '密级变更审批表' : '密级变更通知书'}-${one.id}`,
    );
    if (!target) return;
    const written = await exporting.run({ changeId: one.id, paper, target: target.token });
    if (written) void message.success(`已写出「${written.fileName}」`);
  };
  return (
    <>
      <div className="screen-bar">
        <Segmented<List>
          aria-label="清单"
          value={list}
          onChange={setList}
          options={[
            { value: 'open', label: '在办' },
            { value: 'to-review', label: '待审核' },
            { value: 'to-decide', label: '待批准' },
            { value: 'all', label: '全部' },
          ]}
        />
        <span className="muted">在「编目」中选定材料后拟定；定密依据须是原定密机关或其上级的文件。</span>
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Change>
        size="small"
        rowKey="id"
        loading={loading && !data}
        dataSource={data?.changes ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '没有密级变更' }}
        columns={[
          { title: '姓名', dataIndex: 'personName', width: 90 },
          {
            title: '材料',
            ellipsis: true,
            render: (_value, one) => (
              <Button type="link" onClick={() => go('catalogue', { itemId: one.itemId })}>
                {one.title}
              </Button>
            ),
          },
          {
            title: '标志',
            width: 180,
            render: (_value, one) => (
              <>
                <del className="muted">{one.fromMark}</del> →{' '}
                <b>{one.kind === 'declassify' ? '解密' : one.toMark}</b>
              </>
            ),
          },
          { title: '理由与依据', ellipsis: true, render: (_value, one) => `${one.reason}（${one.basis}）` },
          {
            title: '经过',
            width: 250,
            render: (_value, one) => (
              <>
                <Tag color={STATE[one.state].colour}>{STATE[one.state].word}</Tag>
                {one.proposedBy} {instantWords(one.proposedAt)}
                {one.reviewedBy === null ? '' : `；${one.reviewedBy} 审核${one.reviewNote}`}
                {one.decidedBy === null ? '' : `；${one.decidedBy} 决定${one.decisionNote}`}
              </>
            ),
          },
          {
            title: '',
            width: 200,
            render: (_value, one) => (
              <span className="row-acts">
                {one.state === 'proposed' && roles.includes('reviewer') && (
                  <>
                    <Button
                      type="primary"
                      loading={review.busy}
                      onClick={() => void review.run({ id: one.id, pass: true, note: '' })}
                    >
                      审核通过
                    </Button>
                    <Button onClick={() => setAsking({ kind: 'fail', id: one.id })}>不通过…</Button>
                  </>
                )}
                {one.state === 'reviewed' && roles.includes('approver') && (
                  <>
                    <Button
                      type="primary"
                      loading={decide.busy}
                      onClick={() => void decide.run({ id: one.id, approve: true, note: '' })}
                    >
                      批准
                    </Button>
                    <Button onClick={() => setAsking({ kind: 'refuse', id: one.id })}>不批准…</Button>
                  </>
                )}
                {(one.state === 'proposed' || one.state === 'reviewed') && roles.includes('clerk') && (
                  <Button onClick={() => setAsking({ kind: 'withdraw', id: one.id })}>撤回…</Button>
                )}
                {one.state === 'approved' && mayExport && (
                  <>
                    <Button onClick={() => void write(one, 'approval')}>审批表</Button>
                    <Button onClick={() => void write(one, 'notice')}>通知书</Button>
                  </>
                )}
              </span>
            ),
          },
        ]}
      />
      <ReasonDialog
        open={asking !== undefined}
        title={asking?.kind === 'withdraw' ? '撤回密级变更' : '不同意密级变更'}
        hint="原密级不变。"
        label="理由"
        act={asking?.kind === 'fail' ? review : asking?.kind === 'refuse' ? decide : withdraw}
        onClose={() => setAsking(undefined)}
        run={async (reason) => {
          if (!asking) return false;
          const { id, kind } = asking;
          if (kind === 'fail') return (await review.run({ id, pass: false, note: reason })) !== undefined;
          if (kind === 'refuse')
            return (await decide.run({ id, approve: false, note: reason })) !== undefined;
          return (await withdraw.run({ id, reason })) !== undefined;
        }}
      />
    </>
  );
}
