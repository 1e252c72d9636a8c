import { Alert, Button, Input, Radio } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { SECRECY_WORDS } from '#contract/vocabulary.ts';
import { actQuietly, FailureNote, read, useAct, useDraftKeeper } from '../archive/index.ts';
import {
  type FieldMemory,
  focusField,
  focusIsFree,
  keyTitle,
  nextField,
  remember,
  useCommand,
} from '../keyboard/index.ts';
import { instantWords, RETENTION_WORDS } from '../words/index.ts';
import { Judgement } from './Judgement.tsx';
import {
  ASPECTS,
  type Aspect,
  AUTHENTICITY_WORDS,
  firstOpinion,
  hindrance,
  type Opinion,
  opinionFrom,
  phrasesFor,
  unreasoned,
  VALUE_WORDS,
  VERDICT_WORDS,
} from './opinion.ts';

interface Props {
  readonly item: Output<'catalogue.get'>;
  readonly memory: FieldMemory;
  readonly onDone: () => void;
}

const LABELS: Record<Aspect, string> = {
  authenticity: '真实性',
  value: '保存价值',
  retention: '保管期限',
  secrecy: '密级',
};
const WORDS: Record<Aspect, Readonly<Record<string, string>>> = {
  authenticity: AUTHENTICITY_WORDS,
  value: VALUE_WORDS,
  retention: RETENTION_WORDS,
  secrecy: SECRECY_WORDS,
};

/** 鉴定意见: four judgements, each with its reason and the evidence it rests on, and the verdict. */
export function OpinionForm({ item, memory, onDone }: Props) {
  const [opinion, setOpinion] = useState(() => firstOpinion(item));
  const [typed, setTyped] = useState(false);
  const [restoredFrom, setRestoredFrom] = useState<string>();
  const [tried, setTried] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const propose = useAct('appraisal.propose', { quiet: true });
  const missing = unreasoned(opinion);
  const why = hindrance(opinion);
  const place = `appraisal:${item.id}`;
  useDraftKeeper(place, typed ? JSON.stringify({ revision: item.revision, opinion }) : undefined);

  useEffect(() => {
    let current = true;
    void read('catalogue.loadDraft', { place }).then((kept) => {
      if (!current || !kept.ok || kept.data.body === null) return;
      const restored = opinionFrom(kept.data.body, item.revision);
      if (!restored) return;
      setOpinion(restored);
      setRestoredFrom(kept.data.savedAt ?? undefined);
    });
    return () => {
      current = false;
    };
  }, [place, item.revision]);
  useEffect(() => {
    if (frame.current && focusIsFree(memory)) focusField(frame.current, memory);
  }, [memory]);

  const change = (part: Partial<Opinion>) => {
    setTyped(true);
    setOpinion((before) => ({ ...before, ...part }));
  };
  const forgetDraft = async () => {
    setTyped(false);
    setRestoredFrom(undefined);
    await actQuietly('catalogue.discardDraft', { place });
  };
  const submit = async () => {
    setTried(true);
    if (why !== undefined || propose.busy) return;
    if (!(await propose.run({ itemId: item.id, revision: item.revision, opinion }))) return;
    await forgetDraft();
    onDone();
  };
  useCommand('form.save', () => void submit());

  return (
    <div
      ref={frame}
      role="form"
      aria-label="鉴定意见"
      tabIndex={-1}
      onKeyDown={nextField}
      onFocus={(event) => remember(memory, event.target)}
    >
      <FailureNote failure={propose.failure} />
      {restoredFrom !== undefined && (
        <Alert
          type="info"
          showIcon
          title={`已恢复 ${instantWords(restoredFrom)} 未提出的意见`}
          action={
            <Button
              size="small"
              onClick={() => {
                setOpinion(firstOpinion(item));
                void forgetDraft();
              }}
            >
              弃用
            </Button>
          }
        />
      )}
      {ASPECTS.map((aspect) => (
        <Judgement
          key={aspect}
          name={aspect}
          label={LABELS[aspect]}
          judged={opinion[aspect]}
          words={WORDS[aspect]}
          phrases={phrasesFor(aspect, opinion, item)}
          wrong={tried && missing.includes(aspect)}
          onChange={(part) => change({ [aspect]: { ...opinion[aspect], ...part } })}
        />
      ))}
      <fieldset className="judgement">
        <legend>结论</legend>
        <div data-field="verdict" className="judgement-value">
          <Radio.Group
            aria-label="结论"
            value={opinion.verdict}
            onChange={(event) => change({ verdict: event.target.value as Opinion['verdict'] })}
            options={Object.entries(VERDICT_WORDS).map(([value, label]) => ({ value, label }))}
          />
        </div>
        <div data-field="note" className="judgement-value">
          <Input
            aria-label="说明"
            placeholder="说明（退回或补正时写明要补什么）"
            maxLength={500}
            {...(tried && missing.length === 0 && why !== undefined ? { status: 'error' as const } : {})}
            value={opinion.note}
            onChange={(event) => change({ note: event.target.value })}
          />
        </div>
      </fieldset>
      <div className="gate-actions">
        {why !== undefined && <span className={tried ? 'warning' : 'muted'}>{why}</span>}
        <Button
          type="primary"
          title={keyTitle('form.save')}
          loading={propose.busy}
          onClick={() => void submit()}
        >
          提出鉴定意见
        </Button>
      </div>
    </div>
  );
}
