import { Alert, Button, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import type { Input as RouteInput } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { go } from '../navigation/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { dateWords, instantWords } from '../words/index.ts';
import { GROUP_WORDS, LEVEL, OUTCOME_WORDS, STATE_WORDS } from './words.ts';

type Outcome = RouteInput<'warning.propose'>['outcome'];

/** One warning: what, why, on which papers, since when, who has it; handled by one, confirmed by another. */
export function WarningPane({ id }: { readonly id: number | undefined }) {
  const roles = useRoles();
  const warning = useRead('warning.get', id === undefined ? undefined : { id });
  const handlers = useRead('warning.handlers', {});
  const assign = useAct('warning.assign', { quiet: true });
  const propose = useAct('warning.propose', { quiet: true });
  const decide = useAct('warning.decide', { quiet: true });
  const [outcome, setOutcome] = useState<Outcome>('verified');
  const [reason, setReason] = useState('');
  const [returning, setReturning] = useState(false);
  const one = warning.data;
  if (!one)
    return (
      <div className="pane">
        <FailureNote failure={warning.failure} onRetry={warning.reload} />
        <p className="pane-body muted">在清单里选一条，这里说明为什么提示、依据哪些材料、怎样办。</p>
      </div>
    );
  const mayPropose = roles.some((role) => role === 'clerk' || role === 'appraiser' || role === 'reviewer');
  const mayDecide = roles.some((role) => role === 'reviewer' || role === 'approver');
  return (
    <div className="pane" role="group" aria-label="预警说明">
      <div className="pane-title">
        {one.ruleName}　
        <span className="muted">
          {GROUP_WORDS[one.group]} · {LEVEL[one.level].word} · {STATE_WORDS[one.state]}
        </span>
      </div>
      <div className="pane-body">
        <p>
          <Button type="link" onClick={() => go('file', { fileId: one.fileId, personId: one.personId })}>
            {one.personName}
          </Button>
          {one.text}
        </p>
        <p className="muted">
          {one.explanation}（依据：{one.basis}；规则第 {one.ruleVersion} 版；{instantWords(one.since)}{' '}
          起提示）
        </p>
        <dl className="warning-facts">
          {one.facts.map((fact) => (
            <div key={`${fact.label} ${fact.value}`}>
              <dt>{fact.label}</dt>
              <dd>{/^\d{8}$/.test(fact.value) ? dateWords(fact.value) : fact.value}</dd>
            </div>
          ))}
        </dl>
        {one.evidence.length > 0 && (
          <>
            <b>依据的材料</b>
            <ul className="warning-evidence">
              {one.evidence.map((paper) => (
                <li key={paper.itemId}>
                  <Button type="link" onClick={() => go('catalogue', { itemId: paper.itemId })}>
                    {paper.title}
                  </Button>
                  <span className="muted">{paper.archivalCode ?? '未定号'}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        <FailureNote failure={assign.failure ?? propose.failure ?? decide.failure} />
        {one.state === 'open' && mayPropose && (
          <>
            <FieldGroup label="处理意见">
              <Radio.Group
                value={outcome}
                onChange={(event) => setOutcome(event.target.value as Outcome)}
                options={(['verified', 'excluded', 'mended'] as const).map((value) => ({
                  value,
                  label: OUTCOME_WORDS[value],
                }))}
              />
            </FieldGroup>
            <Field label="理由" required>
              <Input.TextArea
                rows={2}
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </Field>
            <span className="row-acts">
              <Button
                type="primary"
                disabled={reason.trim() === ''}
                loading={propose.busy}
                onClick={() =>
                  void propose.run({ id: one.id, outcome, reason }).then((done) => done && setReason(''))
                }
              >
                提出，报另一人确认
              </Button>
              <Select
                aria-label="转办给"
                placeholder="转办给…"
                className="warning-assign"
                value={null}
                onChange={(accountId: number | null) =>
                  accountId !== null && void assign.run({ id: one.id, accountId, note: '' })
                }
                options={(handlers.data?.accounts ?? []).map((account) => ({
                  value: account.id,
                  label: account.name,
                }))}
              />
            </span>
            {one.assignee !== '' && <p className="muted">现由 {one.assignee} 办理</p>}
          </>
        )}
        {one.state === 'proposed' && one.outcome !== null && (
          <Alert
            type="info"
            showIcon
            title={`${one.proposedBy ?? ''} 提出${OUTCOME_WORDS[one.outcome]}：${one.reason}`}
            description={
              mayDecide && (
                <span className="row-acts">
                  <Button
                    type="primary"
                    loading={decide.busy}
                    onClick={() => void decide.run({ id: one.id, approve: true, note: '' })}
                  >
                    同意，办结
                  </Button>
                  <Button onClick={() => setReturning(true)}>退回…</Button>
                </span>
              )
            }
          />
        )}
        <b>经过</b>
        <ul className="warning-evidence">
          {one.history.map((act) => (
            <li key={`${act.at} ${act.act}`}>
              {instantWords(act.at)}　{act.by}　{act.act}
              {act.note === '' ? '' : `：${act.note}`}
            </li>
          ))}
        </ul>
      </div>
      <ReasonDialog
        open={returning}
        title="退回处理意见"
        hint={one.text}
        label="理由"
        act={decide}
        onClose={() => setReturning(false)}
        run={async (note) => (await decide.run({ id: one.id, approve: false, note })) !== undefined}
      />
    </div>
  );
}
