import { Alert, App, Button, Descriptions, Steps, Table, Tag } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { CONSULT_WAY_WORDS } from '#contract/vocabulary.ts';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { go } from '../navigation/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';
import { BasisDialog } from './BasisDialog.tsx';
import { CopyDialog } from './CopyDialog.tsx';
import { Excerpts } from './Excerpts.tsx';
import { LendDialog } from './LendDialog.tsx';
import { OpenDialog } from './OpenDialog.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { SignDialog } from './SignDialog.tsx';
import { CONSULT_STATE_WORDS, durationWords, SITTING_END_WORDS } from './words.ts';

export type Request = Output<'consult.get'>;
type Dialog = 'sign' | 'withdraw' | 'revise' | 'open' | 'return' | 'lend' | 'copy' | 'basis';

interface Props {
  readonly id: number;
  readonly onEdit: () => void;
}

/** One request: what is asked, who has signed, what was read, and what comes next. */
export function RequestPane({ id, onEdit }: Props) {
  const { data, failure, reload } = useRead('consult.get', { id });
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  return (
    <div className="pane" role="region" aria-label="查阅单详情">
      <FailureNote failure={failure} onRetry={reload} />
      {data && (
        <>
          <div className="pane-title">
            {data.number}{' '}
            <Tag color={CONSULT_STATE_WORDS[data.state].colour}>{CONSULT_STATE_WORDS[data.state].word}</Tag>
            {data.emergency && <Tag color="red">紧急查阅</Tag>}
            {data.stateReason !== '' && <span className="muted">{data.stateReason}</span>}
          </div>
          <div className="pane-body">
            <Acts request={data} onEdit={onEdit} onDialog={setDialog} />
            <Facts request={data} onBasis={() => setDialog('basis')} />
            <Chain request={data} />
            <ItemsRead request={data} />
            <Sittings request={data} />
            <Excerpts request={data} />
          </div>
          <Dialogs request={data} dialog={dialog} onClose={close} />
        </>
      )}
    </div>
  );
}

interface ActsProps {
  readonly request: Request;
  readonly onEdit: () => void;
  readonly onDialog: (dialog: Dialog) => void;
}

function Acts({ request, onEdit, onDialog }: ActsProps) {
  const { message } = App.useApp();
  const roles = useRoles();
  const submit = useAct('consult.submit');
  const attach = useAct('consult.attachBasis');
  const approval = useAct('consult.exportApproval');
  const clerk = roles.includes('clerk');
  const reference = { id: request.id, revision: request.revision };
  const { state } = request;
  const attachBasis = async () => {
    const source = await choose('basis');
    if (source) await attach.run({ ...reference, source: source.token });
  };
  const write = async () => {
    const target = await choose('save-docx', `查借阅审批表-${request.number}`);
    if (!target) return;
    const written = await approval.run({ id: request.id, target: target.token });
    if (written) void message.success(`已写出「${written.fileName}」`);
  };
  return (
    <>
      <div className="screen-bar">
        {clerk && state === 'draft' && (
          <>
            <Button onClick={onEdit}>修改</Button>
            <Button loading={attach.busy} onClick={() => void attachBasis()}>
              附依据文件…
            </Button>
            <Button type="primary" loading={submit.busy} onClick={() => void submit.run(reference)}>
              提交签批
            </Button>
          </>
        )}
        {state === 'submitted' && (
          <Button
            type="primary"
            disabled={!request.mineToSign}
            title={request.signHindrance}
            onClick={() => onDialog('sign')}
          >
            签批…
          </Button>
        )}
        {clerk &&
          (state === 'approved' || state === 'returning') &&
          request.ways.includes('read') &&
          state === 'approved' && (
            <Button type="primary" onClick={() => onDialog('open')}>
              开始阅览…
            </Button>
          )}
        {clerk && (state === 'approved' || state === 'returning') && request.ways.includes('copy') && (
          <Button onClick={() => onDialog('copy')}>复制…</Button>
        )}
        {state === 'approved' && roles.some((role) => role !== 'reader') && (
          <Button onClick={() => go('profile', { fileId: request.fileId, requestId: request.id })}>
            廉政画像
          </Button>
        )}
        {clerk && state === 'approved' && request.ways.includes('loan') && (
          <Button onClick={() => onDialog('lend')}>借出纸件…</Button>
        )}
        {clerk && state === 'returning' && (
          <Button type="primary" onClick={() => onDialog('return')}>
            归还核对…
          </Button>
        )}
        {clerk && (state === 'submitted' || state === 'approved') && (
          <>
            <Button onClick={() => onDialog('revise')}>改内容（重新签批）…</Button>
            <Button danger onClick={() => onDialog('withdraw')}>
              撤回…
            </Button>
          </>
        )}
        <Button
          loading={approval.busy}
          disabled={roles.includes('appraiser') && roles.length === 1}
          onClick={() => void write()}
        >
          审批表 docx
        </Button>
      </div>
      {request.signHindrance !== '' && state === 'submitted' && (
        <Alert type="info" showIcon title={request.signHindrance} />
      )}
    </>
  );
}

function Facts({ request, onBasis }: { readonly request: Request; readonly onBasis: () => void }) {
  return (
    <Descriptions
      size="small"
      column={2}
      items={[
        {
          key: 'person',
          label: '查阅谁',
          children: `${request.personName}（${request.personUnit} ${request.personPost}，第${request.volumeNumber}卷）`,
          span: 2,
        },
        { key: 'purpose', label: '事由', children: request.purposeName },
        {
          key: 'unit',
          label: '查阅单位',
          children: `${request.unit}${request.unitLeader === '' ? '' : `（负责人 ${request.unitLeader}）`}`,
        },
        { key: 'reason', label: '理由', children: request.reason, span: 2 },
        {
          key: 'readers',
          label: '查阅人',
          span: 2,
          children: request.readers
            .map(
              (one) =>
                `${one.name}（${one.unit} ${one.post}，${one.politicalStatus}${one.accountId === null ? '，尚无账号' : ''}）`,
            )
            .join('；'),
        },
        {
          key: 'ways',
          label: '方式',
          children: request.ways.map((way) => CONSULT_WAY_WORDS[way]).join('、'),
        },
        {
          key: 'minutes',
          label: '时长',
          children: `${request.minutes} 分钟，还剩 ${durationWords(request.secondsLeft)}`,
        },
        {
          key: 'valid',
          label: '有效期',
          span: 2,
          children: `${instantWords(request.validFrom)} 至 ${instantWords(request.validUntil)}`,
        },
        {
          key: 'basis',
          label: '依据文件',
          span: 2,
          children:
            request.basis.length === 0 ? (
              <span className="warning">尚未附上</span>
            ) : (
              <Button type="link" size="small" onClick={onBasis}>
                {request.basis.map((one) => `${one.fileName}（${one.pages}页）`).join('、')}
              </Button>
            ),
        },
        { key: 'by', label: '受理', children: `${request.createdBy} ${instantWords(request.createdAt)}` },
        {
          key: 'return',
          label: '归还核对',
          children:
            request.returnCheck === null
              ? '—'
              : `${request.returnCheck.by} ${instantWords(request.returnCheck.at)}，${request.returnCheck.differences === 0 ? '相符' : `不符 ${request.returnCheck.differences} 处`}`,
        },
      ]}
    />
  );
}

/** 签批: the steps of the chain with who signed each, in the version that stands. */
function Chain({ request }: { readonly request: Request }) {
  const signed = request.signOffs.filter((one) => one.version === request.version);
  return (
    <>
      <h3 className="consult-head">
        {request.chainName}（第 {request.version} 稿）
      </h3>
      <Steps
        size="small"
        orientation="vertical"
        current={request.step ?? request.steps.length}
        items={request.steps.map((step, index) => {
          const mine = signed.filter((one) => one.step === index);
          const refused = mine.some((one) => !one.approved);
          return {
            title: step.name,
            ...(refused ? { status: 'error' as const } : {}),
            content: mine
              .map(
                (one) =>
                  `${one.by} ${instantWords(one.at)} ${one.approved ? '同意' : '不同意'}${one.opinion === '' ? '' : `：${one.opinion}`}`,
              )
              .join('；'),
          };
        })}
      />
    </>
  );
}

function ItemsRead({ request }: { readonly request: Request }) {
  if (request.items.length === 0) return null;
  return (
    <Table<Request['items'][number]>
      size="small"
      rowKey="itemId"
      title={() =>
        `批准范围：${request.items.length} 件 ${request.items.reduce((sum, one) => sum + one.pages.length, 0)} 页`
      }
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={request.items}
      columns={[
        { title: '类', dataIndex: 'classCode', width: 52 },
        { title: '题名', dataIndex: 'title', ellipsis: true },
        { title: '密级', dataIndex: 'secrecyMark', width: 90 },
        { title: '页', width: 44, align: 'right', render: (_value, one) => one.pages.length },
        {
          title: '看过',
          width: 90,
          align: 'right',
          render: (_value, one) => durationWords(one.pages.reduce((sum, page) => sum + page.seconds, 0)),
        },
      ]}
    />
  );
}

function Sittings({ request }: { readonly request: Request }) {
  if (request.sittings.length === 0) return null;
  return (
    <Table<Request['sittings'][number]>
      size="small"
      rowKey="id"
      title={() => '阅览经过'}
      pagination={false}
      dataSource={request.sittings}
      columns={[
        { title: '开始', render: (_value, one) => instantWords(one.startedAt) },
        { title: '结束', render: (_value, one) => instantWords(one.endedAt) },
        {
          title: '怎样结束',
          render: (_value, one) => (one.end === null ? '阅览中' : SITTING_END_WORDS[one.end]),
        },
        { title: '用时', render: (_value, one) => durationWords(one.usedSeconds) },
        { title: '查阅人', render: (_value, one) => one.readers.join('、') },
        { title: '值台', dataIndex: 'clerk' },
      ]}
    />
  );
}

interface DialogsProps {
  readonly request: Request;
  readonly dialog: Dialog | undefined;
  readonly onClose: () => void;
}

function Dialogs({ request, dialog, onClose }: DialogsProps) {
  const withdraw = useAct('consult.withdraw', { quiet: true });
  const revise = useAct('consult.revise', { quiet: true });
  const reference = { id: request.id, revision: request.revision };
  return (
    <>
      {dialog === 'sign' && <SignDialog request={request} onClose={onClose} />}
      {dialog === 'open' && <OpenDialog request={request} onClose={onClose} />}
      {dialog === 'return' && <ReturnDialog request={request} onClose={onClose} />}
      {dialog === 'lend' && <LendDialog request={request} onClose={onClose} />}
      {dialog === 'copy' && <CopyDialog request={request} onClose={onClose} />}
      {dialog === 'basis' && <BasisDialog request={request} onClose={onClose} />}
      <ReasonDialog
        open={dialog === 'withdraw'}
        title="撤回查阅单"
        hint="撤回后不能再阅览；要再查须另行受理。"
        label="撤回原因"
        act={withdraw}
        onClose={onClose}
        run={async (reason) => (await withdraw.run({ ...reference, reason })) !== undefined}
      />
      <ReasonDialog
        open={dialog === 'revise'}
        title="改查阅内容"
        hint="已有的签批全部作废，改后从头签批。"
        label="修改原因"
        act={revise}
        onClose={onClose}
        run={async (reason) => (await revise.run({ ...reference, reason })) !== undefined}
      />
    </>
  );
}
