import { Alert, Button } from 'antd';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { Returned } from '../catalogue/index.ts';
import type { FieldMemory } from '../keyboard/index.ts';
import { go } from '../navigation/index.ts';
import { useRoles } from '../session/index.ts';
import { APPRAISAL_WORDS, dateWords, RETENTION_WORDS } from '../words/index.ts';
import { Decision } from './Decision.tsx';
import { History } from './History.tsx';
import { OpinionForm } from './OpinionForm.tsx';

interface Props {
  readonly item: Output<'catalogue.get'>;
  readonly memory: FieldMemory;
  readonly onDone: () => void;
}

/** One item under appraisal: its facts, what was said of it, and what the reader may do next. */
export function AppraisalPane({ item, memory, onDone }: Props) {
  const history = useRead('appraisal.history', { itemId: item.id });
  const roles = useRoles();
  const appraisals = history.data?.appraisals ?? [];
  const open = appraisals.find((one) => one.state === 'proposed');
  return (
    <div className="pane" role="region" aria-label="鉴定意见">
      <div className="pane-title appraisal-title" title={item.title}>
        {item.personName}　{item.title}
      </div>
      <div className="pane-body">
        <p className="appraisal-facts">
          {APPRAISAL_WORDS[item.appraisalState]} · {item.classCode} · {dateWords(item.date) || '无日期'} ·{' '}
          {item.secrecyMark} · 保管{RETENTION_WORDS[item.retention]} ·{' '}
          {item.originality === 'original' ? '原件' : '复印件'} · {item.signed ? '有签名' : '无签名'} ·{' '}
          {item.stamped ? '有盖章' : '无盖章'} · 来自{item.supplier || '（未记来处）'}
        </p>
        {item.appraisalState === 'pending' &&
          (roles.includes('appraiser') ? (
            <OpinionForm item={item} memory={memory} onDone={onDone} />
          ) : (
            <Alert type="info" showIcon title="等鉴定员提出意见" />
          ))}
        {open && <Decision appraisal={open} memory={memory} onDone={onDone} />}
        <Returned item={item} />
        {(item.appraisalState === 'refused' || item.appraisalState === 'supplement') && (
          <Button onClick={() => go('catalogue', { itemId: item.id })}>去编目补正</Button>
        )}
        <FailureNote failure={history.failure} onRetry={history.reload} />
        <History appraisals={appraisals} />
      </div>
    </div>
  );
}
