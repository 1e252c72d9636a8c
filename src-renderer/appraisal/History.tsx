import { Timeline } from 'antd';
import type { Output } from '#contract/index.ts';
import { SECRECY_WORDS } from '#contract/vocabulary.ts';
import { instantWords, RETENTION_WORDS } from '../words/index.ts';
import { AUTHENTICITY_WORDS, VALUE_WORDS, VERDICT_WORDS } from './opinion.ts';

export type Appraisal = Output<'appraisal.history'>['appraisals'][number];

/** 鉴定经过, newest first. */
export function History({ appraisals }: { readonly appraisals: readonly Appraisal[] }) {
  if (appraisals.length === 0) return null;
  return (
    <>
      <h3 className="appraisal-heading">经过</h3>
      <Timeline items={appraisals.map((one) => ({ key: one.id, content: <Said one={one} /> }))} />
    </>
  );
}

function Said({ one }: { readonly one: Appraisal }) {
  const { opinion } = one;
  const judgements = [
    ['真实性', AUTHENTICITY_WORDS[opinion.authenticity.value], opinion.authenticity],
    ['价值', VALUE_WORDS[opinion.value.value], opinion.value],
    ['期限', RETENTION_WORDS[opinion.retention.value], opinion.retention],
    ['密级', SECRECY_WORDS[opinion.secrecy.value], opinion.secrecy],
  ] as const;
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
      {opinion.note !== '' && <div>说明：{opinion.note}</div>}
      {one.decidedBy !== null && (
        <div className={one.state === 'confirmed' ? '' : 'warning'}>
          {one.decidedBy} {instantWords(one.decidedAt)} {one.state === 'confirmed' ? '复核同意' : '复核退回'}
          {one.decisionNote === '' ? '' : `：${one.decisionNote}`}
        </div>
      )}
    </>
  );
}
