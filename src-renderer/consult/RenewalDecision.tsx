import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { FailureNote, useAct } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';
import type { Loan } from './LoansTab.tsx';

/** A renewal that waits: the approver decides with the password. */
export function RenewalDecision({ renewal }: { readonly renewal: Loan['renewals'][number] }) {
  const approver = useRoles().includes('approver');
  const decide = useAct('consult.decideRenewal', { quiet: true });
  const [asking, setAsking] = useState(false);
  const [password, setPassword] = useState('');
  const run = async (approve: boolean) => {
    if (await decide.run({ renewalId: renewal.id, approve, password })) setAsking(false);
    setPassword('');
  };
  if (!approver) return <span className="muted">续借待批</span>;
  return (
    <>
      <Button onClick={() => setAsking(true)}>批续借…</Button>
      <Modal
        title="续借"
        open={asking}
        onCancel={() => setAsking(false)}
        footer={[
          <Button
            key="no"
            danger
            disabled={password === ''}
            loading={decide.busy}
            onClick={() => void run(false)}
          >
            不同意
          </Button>,
          <Button
            key="yes"
            type="primary"
            disabled={password === ''}
            loading={decide.busy}
            onClick={() => void run(true)}
          >
            同意
          </Button>,
        ]}
      >
        <p>
          {renewal.askedBy} 申请续借到 {instantWords(renewal.until)}：{renewal.reason}
        </p>
        <FailureNote failure={decide.failure} />
        <Input.Password
          autoFocus
          aria-label="本人密码"
          placeholder="本人密码"
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Modal>
    </>
  );
}
