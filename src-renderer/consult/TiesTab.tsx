import { Button, Input, Modal, Select, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { TIE_KINDS, TIE_WORDS, type TieKind } from '#contract/vocabulary.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';
import { kinOf } from './ReaderFields.tsx';

type Ties = Output<'consult.ties'>;
type Tie = Ties['ties'][number];
type Held = Ties['accounts'][number];

/** 回避: who holds each account and their relatives, and connections that an officer has noted. */
export function TiesTab() {
  const { data, failure, reload } = useRead('consult.ties', {});
  const may = useRoles().includes('security-admin');
  const withdraw = useAct('consult.withdrawTie', { quiet: true });
  const [tying, setTying] = useState<Held>();
  const [noting, setNoting] = useState(false);
  const [withdrawing, setWithdrawing] = useState<number>();
  return (
    <>
      <div className="screen-bar">
        <Button type="primary" disabled={!may} onClick={() => setNoting(true)}>
          登记关系…
        </Button>
        <span className="muted">
          本人、配偶、亲属、直接上下级和登记有利害关系的，一律不得查阅、签批、值台。
        </span>
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Held>
        size="small"
        rowKey="accountId"
        title={() => '账号是谁'}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={data?.accounts ?? []}
        columns={[
          { title: '账号', dataIndex: 'name', width: 120 },
          {
            title: '名册中是',
            width: 160,
            render: (_value, one) =>
              one.personName === null ? '不在名册' : `${one.personName} ${one.idNumberEnd}`,
          },
          {
            title: '亲属',
            render: (_value, one) =>
              one.relatives.map((kin) => `${kin.relation} ${kin.name}`).join('；') || '—',
          },
          {
            title: '',
            width: 100,
            render: (_value, one) => may && <Button onClick={() => setTying(one)}>登记…</Button>,
          },
        ]}
      />
      <Table<Tie>
        size="small"
        rowKey="id"
        title={() => '登记的关系'}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={data?.ties ?? []}
        locale={{ emptyText: '没有登记的关系' }}
        columns={[
          { title: '干部', dataIndex: 'personName', width: 120 },
          { title: '与谁', dataIndex: 'otherName', width: 140 },
          { title: '关系', width: 130, render: (_value, one) => TIE_WORDS[one.kind] },
          { title: '说明', dataIndex: 'note' },
          {
            title: '登记',
            width: 200,
            render: (_value, one) => `${one.notedBy} ${instantWords(one.notedAt)}`,
          },
          {
            title: '',
            width: 160,
            render: (_value, one) =>
              one.withdrawnAt === null ? (
                may && <Button onClick={() => setWithdrawing(one.id)}>撤销…</Button>
              ) : (
                <span className="muted">已撤销：{one.withdrawnReason}</span>
              ),
          },
        ]}
      />
      {tying && <TieAccountDialog account={tying} onClose={() => setTying(undefined)} />}
      {noting && <NoteTieDialog accounts={data?.accounts ?? []} onClose={() => setNoting(false)} />}
      <ReasonDialog
        open={withdrawing !== undefined}
        title="撤销登记的关系"
        hint="记录保留，此后不再据此回避。"
        label="理由"
        act={withdraw}
        onClose={() => setWithdrawing(undefined)}
        run={async (reason) =>
          withdrawing !== undefined && (await withdraw.run({ id: withdrawing, reason })) !== undefined
        }
      />
    </>
  );
}

function TieAccountDialog({ account, onClose }: { readonly account: Held; readonly onClose: () => void }) {
  const tie = useAct('consult.tieAccount', { quiet: true });
  const [personName, setPersonName] = useState(account.personName ?? '');
  const [idNumberEnd, setIdNumberEnd] = useState(account.idNumberEnd);
  const [relatives, setRelatives] = useState(
    account.relatives.map((kin) => `${kin.relation} ${kin.name}`).join('；'),
  );
  const submit = async () => {
    if (await tie.run({ accountId: account.accountId, personName, idNumberEnd, relatives: kinOf(relatives) }))
      onClose();
  };
  return (
    <Modal
      title={`登记账号持有人：${account.name}`}
      open
      onCancel={onClose}
      okText="登记"
      confirmLoading={tie.busy}
      onOk={() => void submit()}
    >
      <FailureNote failure={tie.failure} />
      <div>
        <Field label="在名册中的姓名（不在名册则留空）">
          <Input
            autoFocus
            maxLength={100}
            value={personName}
            onChange={(event) => setPersonName(event.target.value)}
          />
        </Field>
        <Field label="身份证号末四位（同名时必填）">
          <Input maxLength={4} value={idNumberEnd} onChange={(event) => setIdNumberEnd(event.target.value)} />
        </Field>
        <Field label="亲属，如 配偶 张某；子 张某某">
          <Input value={relatives} onChange={(event) => setRelatives(event.target.value)} />
        </Field>
      </div>
    </Modal>
  );
}

function NoteTieDialog({
  accounts,
  onClose,
}: {
  readonly accounts: readonly Held[];
  readonly onClose: () => void;
}) {
  const note = useAct('consult.noteTie', { quiet: true });
  const [personName, setPersonName] = useState('');
  const [personIdNumberEnd, setEnd] = useState('');
  const [accountId, setAccountId] = useState<number | null>(null);
  const [otherName, setOtherName] = useState('');
  const [kind, setKind] = useState<TieKind>('connected');
  const [text, setText] = useState('');
  const ready =
    personName.trim() !== '' && text.trim() !== '' && (accountId !== null || otherName.trim() !== '');
  const submit = async () => {
    if (await note.run({ personName, personIdNumberEnd, accountId, otherName, kind, note: text })) onClose();
  };
  return (
    <Modal
      title="登记关系"
      open
      onCancel={onClose}
      okText="登记"
      okButtonProps={{ disabled: !ready, loading: note.busy }}
      onOk={() => void submit()}
    >
      <FailureNote failure={note.failure} />
      <div>
        <Field label="干部姓名">
          <Input
            autoFocus
            maxLength={100}
            value={personName}
            onChange={(event) => setPersonName(event.target.value)}
          />
        </Field>
        <Field label="身份证号末四位（同名时必填）">
          <Input maxLength={4} value={personIdNumberEnd} onChange={(event) => setEnd(event.target.value)} />
        </Field>
        <FieldGroup label="与哪个账号，或没有账号的人的姓名">
          <Select
            allowClear
            placeholder="账号"
            value={accountId}
            onChange={(value: number | undefined) => setAccountId(value ?? null)}
            options={accounts.map((one) => ({ value: one.accountId, label: one.name }))}
          />
          <Input
            aria-label="没有账号的人的姓名"
            placeholder="或姓名"
            maxLength={100}
            value={otherName}
            onChange={(event) => setOtherName(event.target.value)}
          />
        </FieldGroup>
        <Field label="关系">
          <Select<TieKind>
            value={kind}
            onChange={setKind}
            options={TIE_KINDS.map((value) => ({ value, label: TIE_WORDS[value] }))}
          />
        </Field>
        <Field label="说明">
          <Input maxLength={300} value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
      </div>
    </Modal>
  );
}
