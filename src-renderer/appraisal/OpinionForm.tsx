import { AutoComplete, Button, Input, Radio } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { RETENTIONS, SECRECY_LEVELS, SECRECY_WORDS } from '#contract/vocabulary.ts';
import { FailureNote, useAct } from '../archive/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { RETENTION_WORDS } from '../words/index.ts';
import {
  type Aspect,
  AUTHENTICITY_WORDS,
  firstOpinion,
  type Opinion,
  PHRASES,
  unreasoned,
  VALUE_WORDS,
  VERDICT_WORDS,
} from './opinion.ts';

interface Props {
  readonly item: Output<'catalogue.get'>;
  readonly onDone: () => void;
}

/** 鉴定意见: four judgements, each with its reason and the evidence it rests on, and the verdict. */
export function OpinionForm({ item, onDone }: Props) {
  const [opinion, setOpinion] = useState(() => firstOpinion(item));
  const propose = useAct('appraisal.propose', { quiet: true });
  const missing = unreasoned(opinion);
  const submit = async () => {
    if (missing.length > 0) return;
    if (await propose.run({ itemId: item.id, revision: item.revision, opinion })) onDone();
  };
  useCommand('form.save', () => void submit());

  const judge = <A extends Aspect>(aspect: A, label: string, words: Record<Opinion[A]['value'], string>) => {
    const now = opinion[aspect];
    const change = (part: Partial<Opinion[A]>) =>
      setOpinion((before) => ({ ...before, [aspect]: { ...before[aspect], ...part } }));
    return (
      <fieldset className="judgement">
        <legend>{label}</legend>
        <Radio.Group
          aria-label={label}
          value={now.value}
          onChange={(event) => change({ value: event.target.value } as Partial<Opinion[A]>)}
          options={Object.entries<string>(words).map(([value, word]) => ({ value, label: word }))}
        />
        <AutoComplete
          aria-label={`${label}的理由`}
          placeholder="理由（必填）"
          maxLength={300}
          {...(missing.includes(aspect) && propose.failure ? { status: 'error' as const } : {})}
          value={now.reason}
          options={PHRASES[aspect].map((value) => ({ value }))}
          onChange={(reason: string) => change({ reason } as Partial<Opinion[A]>)}
        />
        <Input
          aria-label={`${label}的依据`}
          placeholder="依据，如：第1页签章"
          maxLength={300}
          value={now.evidence}
          onChange={(event) => change({ evidence: event.target.value } as Partial<Opinion[A]>)}
        />
      </fieldset>
    );
  };
  const retention = Object.fromEntries(
    RETENTIONS.map((one) => [one, RETENTION_WORDS[one]]),
  ) as typeof RETENTION_WORDS;
  const secrecy = Object.fromEntries(
    SECRECY_LEVELS.map((one) => [one, SECRECY_WORDS[one]]),
  ) as typeof SECRECY_WORDS;
  return (
    <>
      <FailureNote failure={propose.failure} />
      {judge('authenticity', '真实性', AUTHENTICITY_WORDS)}
      {judge('value', '保存价值', VALUE_WORDS)}
      {judge('retention', '保管期限', retention)}
      {judge('secrecy', '密级', secrecy)}
      <fieldset className="judgement">
        <legend>结论</legend>
        <Radio.Group
          aria-label="结论"
          value={opinion.verdict}
          onChange={(event) =>
            setOpinion((before) => ({ ...before, verdict: event.target.value as Opinion['verdict'] }))
          }
          options={Object.entries(VERDICT_WORDS).map(([value, label]) => ({ value, label }))}
        />
        <Input
          aria-label="说明"
          placeholder="说明（退回或补正时写明要补什么）"
          maxLength={500}
          value={opinion.note}
          onChange={(event) => setOpinion((before) => ({ ...before, note: event.target.value }))}
        />
      </fieldset>
      <div className="gate-actions">
        {missing.length > 0 && <span className="muted">四项都要写明理由</span>}
        <Button
          type="primary"
          disabled={missing.length > 0}
          loading={propose.busy}
          onClick={() => void submit()}
        >
          提出鉴定意见
        </Button>
      </div>
    </>
  );
}
