import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { FailureNote, useAct } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import type { Request } from './RequestPane.tsx';

interface Props {
  readonly request: Request;
  readonly onClose: () => void;
}

/** 签批: each signature by the signer's own password. */
export function SignDialog({ request, onClose }: Props) {
  const sign = useAct('consult.sign', { quiet: true });
  const [opinion, setOpinion] = useState('');
  const [password, setPassword] = useState('');
  const step = request.step === null ? undefined : request.steps[request.step];
  const submit = async (approve: boolean) => {
    const { id, revision, version } = request;
    if (await sign.run({ id, revision, version, approve, opinion, password })) onClose();
    else setPassword('');
  };
  return (
    <Modal
      title={`${step?.name ?? '签批'}：${request.number}`}
      open
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          取消
        </Button>,
        <Button
          key="refuse"
          danger
          disabled={password === '' || opinion.trim() === ''}
          title={opinion.trim() === '' ? '不同意须写明意见' : ''}
          loading={sign.busy}
          onClick={() => void submit(false)}
        >
          不同意
        </Button>,
        <Button
          key="approve"
          type="primary"
          disabled={password === ''}
          loading={sign.busy}
          onClick={() => void submit(true)}
        >
          同意
        </Button>,
      ]}
    >
      <p>
        {request.unit} {request.readers.map((one) => one.name).join('、')} 因「{request.purposeName}」查阅
        {request.personName} 的材料 {request.items.length} 件，{request.minutes} 分钟。
      </p>
      <FailureNote failure={sign.failure} />
      <Field label="意见">
        <Input.TextArea
          autoFocus
          rows={2}
          maxLength={300}
          value={opinion}
          onChange={(event) => setOpinion(event.target.value)}
        />
      </Field>
      <Field label="本人密码">
        <Input.Password
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
    </Modal>
  );
}
