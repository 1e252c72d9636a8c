import { Alert, Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { FailureNote, useAct } from '../archive/index.ts';
import { type FieldMemory, focusField, focusIsFree, remember } from '../keyboard/index.ts';
import { useRoles } from '../session/index.ts';
import type { Appraisal } from './History.tsx';

interface Props {
  readonly appraisal: Appraisal;
  readonly memory: FieldMemory;
  readonly onDone: () => void;
}

/** 复核: by another person than who proposed. */
export function Decision({ appraisal, memory, onDone }: Props) {
  const roles = useRoles();
  const decide = useAct('appraisal.decide', { quiet: true });
  const [note, setNote] = useState('');
  const frame = useRef<HTMLDivElement>(null);
  const may = (roles.includes('reviewer') || roles.includes('appraiser')) && !appraisal.mine;
  useEffect(() => {
    if (frame.current && focusIsFree(memory)) focusField(frame.current, memory);
  }, [memory]);
  const run = async (confirm: boolean) => {
    if (await decide.run({ appraisalId: appraisal.id, confirm, note })) onDone();
  };
  return (
    <div
      ref={frame}
      role="form"
      aria-label="复核"
      tabIndex={-1}
      onFocus={(event) => remember(memory, event.target)}
    >
      <h3 className="appraisal-heading">复核</h3>
      {appraisal.mine ? (
        <Alert
          type="info"
          showIcon
          title="这是您自己提出的意见，须由另一人复核。"
          description="同一人的另一个账号也不行。请审核员或另一名鉴定员登录办理。"
        />
      ) : (
        !may && <Alert type="info" showIcon title="由审核员或另一名鉴定员复核。" />
      )}
      <FailureNote failure={decide.failure} />
      <div data-field="decision">
        <Input.TextArea
          aria-label="复核意见"
          placeholder="复核意见（退回时必填，写给鉴定员看）"
          rows={2}
          maxLength={300}
          disabled={!may}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <div className="gate-actions">
        <Button
          disabled={!may || note.trim() === ''}
          title={may && note.trim() === '' ? '退回要写明理由' : ''}
          loading={decide.busy}
          onClick={() => void run(false)}
        >
          退回重鉴
        </Button>
        <Button type="primary" disabled={!may} loading={decide.busy} onClick={() => void run(true)}>
          同意
        </Button>
      </div>
    </div>
  );
}
