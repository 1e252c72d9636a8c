import { Alert, Button, Input, Timeline } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { SECRECY_WORDS } from '#contract/vocabulary.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { go } from '../navigation/index.ts';
import { useRoles, useSession } from '../session/index.ts';
import { dateWords, instantWords, RETENTION_WORDS } from '../words/index.ts';
import { OpinionForm } from './OpinionForm.tsx';
import { AUTHENTICITY_WORDS, VALUE_WORDS, VERDICT_WORDS } from './opinion.ts';

type Item = Output<'catalogue.get'>;
type Appraisal = Output<'appraisal.history'>['appraisals'][number];

interface Props {
  readonly item: Item;
  readonly onDone: () => void;
}

/** One item under appraisal: its facts, what was said of it, and what the reader may do next. */
export function AppraisalPane({ item, onDone }: Props) {
  const history = useRead('appraisal.history', { itemId: item.id });
  const roles = useRoles();
  const appraisals = history.data?.appraisals ?? [];
  const open = appraisals.find((one) => one.state === 'proposed');
  const returned = item.appraisalState === 'refused' || item.appraisalState === 'supplement';
  return (
    <div className="pane" role="region" aria-label="鉴定意见">
      <div className="pane-title">
        {item.personName}　{item.title}
      </div>
      <div className="pane-body">
        <p className="appraisal-facts">
          {item.classCode} · {dateWords(item.date) || '无日期'} · {item.secrecyMark} · 保管{' '}
          {RETENTION_WORDS[item.retention]} · {item.originality === 'original' ? '原件' : '复印件'} ·{' '}
          {item.signed ? '有签名' : '无签名'} · {item.stamped ? '有盖章' : '无盖章'}
        </p>
        {item.appraisalState === 'pending' &&
          (roles.includes('appraiser') ? (
            <OpinionForm item={item} onDone={onDone} />
          ) : (
            <Alert type="info" showIcon title="等鉴定员提出意见" />
          ))}
        {open && <Decision appraisal={open} onDone={onDone} />}
        {returned && (
          <Alert
            type="warning"
            showIcon
            title={`${item.appraisalState === 'refused' ? '不予入卷' : '待补正'}：${item.appraisalNote}`}
            action={<Button onClick={() => go('catalogue', { itemId: item.id })}>去补正并重报</Button>}
          />
        )}
        <FailureNote failure={history.failure} onRetry={history.reload} />
        {appraisals.length > 0 && (
          <>
            <h3>经过</h3>
            <Timeline items={appraisals.map((one) => ({ key: one.id, content: <Said one={one} /> }))} />
          </>
        )}
      </div>
    </div>
  );
}

function Said({ one }: { readonly one: Appraisal }) {
  const { opinion } = one;
  const judgements: readonly (readonly [
    string,
    string,
    { readonly reason: string; readonly evidence: string },
  ])[] = [
    ['真实性', AUTHENTICITY_WORDS[opinion.authenticity.value], opinion.authenticity],
    ['价值', VALUE_WORDS[opinion.value.value], opinion.value],
    ['期限', RETENTION_WORDS[opinion.retention.value], opinion.retention],
    ['密级', SECRECY_WORDS[opinion.secrecy.value], opinion.secrecy],
  ];
  return (
    <>
      <b>
        {one.proposedBy} {instantWords(one.proposedAt)}：{VERDICT_WORDS[opinion.verdict]}
      </b>
      {judgements.map(([label, word, why]) => (
        <div key={label}>
          {label}：{word}（{why.reason}
          {why.evidence === '' ? '' : `；依据 ${why.evidence}`}）
        </div>
      ))}
      {opinion.note !== '' && <div>{opinion.note}</div>}
      {one.decidedBy !== null && (
        <div className={one.state === 'confirmed' ? '' : 'warning'}>
          {one.decidedBy} {instantWords(one.decidedAt)} {one.state === 'confirmed' ? '复核同意' : '复核退回'}
          {one.decisionNote === '' ? '' : `：${one.decisionNote}`}
        </div>
      )}
    </>
  );
}

function Decision({ appraisal, onDone }: { readonly appraisal: Appraisal; readonly onDone: () => void }) {
  const roles = useRoles();
  const me = useSession()?.account?.name;
  const decide = useAct('appraisal.decide', { quiet: true });
  const [note, setNote] = useState('');
  const may = roles.includes('reviewer') || roles.includes('appraiser');
  // The main side decides by account; the name only spares a click.
  const own = appraisal.proposedBy === me;
  const run = async (confirm: boolean) => {
    if (await decide.run({ appraisalId: appraisal.id, confirm, note })) onDone();
  };
  return (
    <div className="appraisal-decision">
      <h3>复核</h3>
      {own && <Alert type="info" showIcon title="这是您自己提出的意见，须由另一人复核。" />}
      {!may && <Alert type="info" showIcon title="由审核员或另一名鉴定员复核。" />}
      <FailureNote failure={decide.failure} />
      <Input.TextArea
        aria-label="复核意见"
        placeholder="复核意见（退回时必填）"
        rows={2}
        maxLength={300}
        disabled={!may || own}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="gate-actions">
        <Button
          disabled={!may || own || note.trim() === ''}
          loading={decide.busy}
          onClick={() => void run(false)}
        >
          退回重鉴
        </Button>
        <Button type="primary" disabled={!may || own} loading={decide.busy} onClick={() => void run(true)}>
          同意
        </Button>
      </div>
    </div>
  );
}
