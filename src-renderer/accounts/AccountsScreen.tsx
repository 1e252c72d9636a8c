import { Alert, Button, Table, Tag } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { SECRECY_WORDS } from '#contract/vocabulary.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles, useSession } from '../session/index.ts';
import { instantWords, ROLE_WORDS } from '../words/index.ts';
import { DisableDialog } from './DisableDialog.tsx';
import { GrantDialog } from './GrantDialog.tsx';
import { IdentifyDialog } from './IdentifyDialog.tsx';
import { NewAccountDialog } from './NewAccountDialog.tsx';
import { ResetDialog } from './ResetDialog.tsx';

export type Account = Output<'accounts.list'>['accounts'][number];
type Dialog = 'new' | 'grant' | 'reset' | 'disable' | 'identify' | 'renew';

const STATE_WORDS: Record<Account['state'], { readonly word: string; readonly colour: string }> = {
  waiting: { word: '待启用', colour: 'gold' },
  active: { word: '启用', colour: 'green' },
  disabled: { word: '停用', colour: 'default' },
  locked: { word: '锁定', colour: 'red' },
};

/** 账号: who may sign in, as what; each of the three officers sees the part that is theirs to do. */
export function AccountsScreen() {
  const { data, failure, loading, reload } = useRead('accounts.list', {});
  const roles = useRoles();
  const me = useSession()?.account;
  const [dialog, setDialog] = useState<{ readonly kind: Dialog; readonly account?: Account }>();
  const unlock = useAct('accounts.unlock');
  const handOver = useAct('accounts.handOverContentKey');
  const renew = useAct('accounts.renewContentKey', { quiet: true });
  const systemAdmin = roles.includes('system-admin');
  const securityAdmin = roles.includes('security-admin');
  const close = () => setDialog(undefined);

  const acts = (account: Account) => (
    <span className="row-acts">
      {securityAdmin && account.state !== 'disabled' && (
        <Button onClick={() => setDialog({ kind: 'grant', account })}>
          {account.state === 'waiting' ? '启用并授权' : '授权'}
        </Button>
      )}
      {securityAdmin && account.state === 'locked' && (
        <Button loading={unlock.busy} onClick={() => void unlock.run({ id: account.id })}>
          解锁
        </Button>
      )}
      {securityAdmin && account.state !== 'disabled' && account.id !== me?.id && (
        <Button danger onClick={() => setDialog({ kind: 'disable', account })}>
          停用
        </Button>
      )}
      {systemAdmin && account.state !== 'disabled' && account.id !== me?.id && (
        <Button onClick={() => setDialog({ kind: 'reset', account })}>重设密码</Button>
      )}
      {systemAdmin && account.state !== 'disabled' && (
        <Button onClick={() => setDialog({ kind: 'identify', account })}>持有人…</Button>
      )}
      {me?.holdsContentKey === true && account.needsContentKey && (
        <Button type="primary" loading={handOver.busy} onClick={() => void handOver.run({ id: account.id })}>
          移交内容密钥
        </Button>
      )}
    </span>
  );

  return (
    <section className="screen" aria-label="账号">
      <div className="screen-bar">
        {systemAdmin && (
          <Button type="primary" onClick={() => setDialog({ kind: 'new' })}>
            新建账号
          </Button>
        )}
        <span className="muted">
          系统管理员建账号，安全保密管理员启用、授权、解锁，安全审计员查看；看扫描件所需的内容密钥由已持有的同事移交，三员不持有。
        </span>
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      {data?.renewalDue && (
        <Alert
          type="warning"
          showIcon
          title="有人交回了内容密钥，须更换一次"
          description="由任一持有人更换；此前的密钥随即作废，各卷密钥重新封装，扫描件不重新加密。"
          action={
            me?.holdsContentKey && <Button onClick={() => setDialog({ kind: 'renew' })}>更换内容密钥…</Button>
          }
        />
      )}
      <Table<Account>
        size="small"
        rowKey="id"
        loading={loading && !data}
        dataSource={data?.accounts ?? []}
        pagination={{ pageSize: 100, hideOnSinglePage: true }}
        columns={[
          { title: '姓名', dataIndex: 'name' },
          { title: '登录名', dataIndex: 'login' },
          {
            title: '证件末位',
            render: (_value, one) => (
              <>
                {one.idNumberEnd || '未登记'}
                {one.samePersonAs.length > 0 && (
                  <span className="muted" title={`与 ${one.samePersonAs.join('、')} 是同一人，按一个人算`}>
                    {' '}
                    同一人
                  </span>
                )}
              </>
            ),
          },
          {
            title: '角色',
            render: (_value, one) => one.roles.map((role) => ROLE_WORDS[role]).join('、') || '—',
          },
          { title: '知悉范围', render: (_value, one) => SECRECY_WORDS[one.clearance] },
          {
            title: '状态',
            render: (_value, one) => (
              <Tag color={STATE_WORDS[one.state].colour}>{STATE_WORDS[one.state].word}</Tag>
            ),
          },
          {
            title: '内容密钥',
            render: (_value, one) => (one.holdsContentKey ? '持有' : one.needsContentKey ? '待移交' : '—'),
          },
          { title: '初始密码', render: (_value, one) => (one.mustChangePassword ? '未修改' : '') },
          { title: '上次登录', render: (_value, one) => instantWords(one.lastSignInAt) },
          {
            title: '失败次数',
            render: (_value, one) => (one.failures > 0 ? <b className="warning">{one.failures}</b> : 0),
          },
          { title: '', render: (_value, one) => acts(one) },
        ]}
      />
      <NewAccountDialog open={dialog?.kind === 'new'} onClose={close} />
      {dialog?.kind === 'grant' && dialog.account && <GrantDialog account={dialog.account} onClose={close} />}
      {dialog?.kind === 'reset' && dialog.account && <ResetDialog account={dialog.account} onClose={close} />}
      {dialog?.kind === 'identify' && dialog.account && (
        <IdentifyDialog account={dialog.account} onClose={close} />
      )}
      <ReasonDialog
        open={dialog?.kind === 'renew'}
        title="更换内容密钥"
        hint="须无任务在进行；更换后各持有人照常使用。"
        label="原因"
        act={renew}
        onClose={close}
        run={async (reason) => (await renew.run({ reason })) !== undefined}
      />
      {dialog?.kind === 'disable' && dialog.account && (
        <DisableDialog account={dialog.account} onClose={close} />
      )}
    </section>
  );
}
