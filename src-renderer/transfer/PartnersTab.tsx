import { App, Button, Input, Modal, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';

type Partner = Output<'transfer.partners'>['partners'][number];

/** 往来单位: key cards received, and whether somebody else has compared the fingerprint by telephone or letter. */
export function PartnersTab() {
  const { message } = App.useApp();
  const { data, failure, loading, reload } = useRead('transfer.partners', {});
  const roles = useRoles();
  const add = useAct('transfer.addPartner');
  const confirm = useAct('transfer.confirmPartner', { quiet: true });
  const [asking, setAsking] = useState<Partner>();
  const [fingerprint, setFingerprint] = useState('');
  const clerk = roles.includes('clerk');
  const mayConfirm = roles.includes('reviewer') || roles.includes('approver');

  const addCard = async () => {
    const source = await choose('key-card');
    if (!source) return;
    const partner = await add.run({ source: source.token });
    if (partner) void message.success(`已登记「${partner.name}」，请另一人与对方核对指纹后确认。`);
  };
  const ask = (partner: Partner | undefined) => {
    confirm.forget();
    setFingerprint('');
    setAsking(partner);
  };
  const submit = async () => {
    if (asking && (await confirm.run({ id: asking.id, fingerprint }))) ask(undefined);
  };
  return (
    <>
      <div className="screen-bar">
        <Button
          type="primary"
          disabled={!clerk}
          title={clerk ? '' : '密钥卡由档案员登记'}
          loading={add.busy}
          onClick={() => void addCard()}
        >
          登记对方密钥卡…
        </Button>
        <span className="muted">
          登记与确认须由两个人办理；确认时用电话或公函核对指纹，照对方读出的输入。
        </span>
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Partner>
        size="small"
        rowKey="id"
        loading={loading && !data}
        dataSource={data?.partners ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        locale={{ emptyText: '还没有往来单位。请向对方要来单位密钥卡文件。' }}
        columns={[
          { title: '单位', dataIndex: 'name' },
          { title: '全宗号', dataIndex: 'fondsCode', width: 80 },
          {
            title: '指纹',
            render: (_value, one) =>
              one.confirmedAt === null ? (
                <span className="muted">请向对方询问，不要照屏幕核对</span>
              ) : (
                <code className="digest">{one.fingerprint}</code>
              ),
          },
          {
            title: '核对',
            width: 220,
            render: (_value, one) =>
              one.confirmedAt === null
                ? '尚未核对'
                : `${one.confirmedBy ?? ''} ${instantWords(one.confirmedAt)}`,
          },
          {
            title: '',
            width: 110,
            render: (_value, one) =>
              one.confirmedAt === null && (
                <Button
                  disabled={!mayConfirm}
                  title={mayConfirm ? '' : '由审核员或审批人确认'}
                  onClick={() => ask(one)}
                >
                  核对指纹
                </Button>
              ),
          },
        ]}
      />
      <Modal
        title={`核对指纹：${asking?.name ?? ''}`}
        open={asking !== undefined}
        onCancel={() => ask(undefined)}
        okText="确认一致"
        okButtonProps={{ disabled: fingerprint.trim() === '', loading: confirm.busy }}
        onOk={() => void submit()}
      >
        <p>请用电话或公函问对方单位的密钥卡指纹，照对方所读输入。不一致的不能封包给它。</p>
        <FailureNote failure={confirm.failure} />
        <Input
          autoFocus
          aria-label="对方读出的指纹"
          value={fingerprint}
          onChange={(event) => setFingerprint(event.target.value)}
          onPressEnter={(event) => {
            if (!event.nativeEvent.isComposing && fingerprint.trim() !== '') void submit();
          }}
        />
      </Modal>
    </>
  );
}
