import { Input, InputNumber, Modal, Radio } from 'antd';
import { useState } from 'react';
import {
  LONGEST_SECRECY_YEARS,
  SECRECY_LEVELS,
  SECRECY_WORDS,
  type SecrecyLevel,
} from '#contract/vocabulary.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';

interface Props {
  readonly itemId: number;
  readonly onClose: () => void;
}

/** 拟定密级变更或解密, with the basis of the organ that set the level. */
export function ProposeDialog({ itemId, onClose }: Props) {
  const item = useRead('catalogue.get', { id: itemId });
  const marks = useRead('secrecy.marks', { itemId });
  const propose = useAct('secrecy.propose', { quiet: true });
  const [kind, setKind] = useState<'change' | 'declassify'>('declassify');
  const [level, setLevel] = useState<SecrecyLevel>('secret');
  const [by, setBy] = useState<'years' | 'event'>('years');
  const [years, setYears] = useState(LONGEST_SECRECY_YEARS.secret);
  const [event, setEvent] = useState('');
  const [reason, setReason] = useState('');
  const [basis, setBasis] = useState('');
  const most = LONGEST_SECRECY_YEARS[level];
  const submit = async () => {
    if (!item.data) return;
    const term =
      kind === 'declassify'
        ? { level: 'internal' as const, years: 0, event: '' }
        : { level, years: by === 'years' ? years : 0, event: by === 'event' ? event : '' };
    const done = await propose.run({ itemId, revision: item.data.revision, kind, ...term, reason, basis });
    if (done) onClose();
  };
  return (
    <Modal
      title={`密级变更：${item.data?.title ?? ''}`}
      open
      onCancel={onClose}
      okText="拟定，报审核"
      okButtonProps={{
        disabled: !item.data || reason.trim() === '' || basis.trim() === '',
        loading: propose.busy,
      }}
      onOk={() => void submit()}
    >
      <p>
        现为 <b>{marks.data?.current}</b>
        {marks.data?.marks
          .filter((one) => one.struck)
          .map((one) => (
            <del key={`${one.mark} ${one.from}`} className="muted">
              {' '}
              {one.mark}
            </del>
          ))}
      </p>
      <FailureNote failure={propose.failure ?? item.failure} />
      <div>
        <FieldGroup label="怎样变更">
          <Radio.Group
            value={kind}
            onChange={(one) => setKind(one.target.value as 'change' | 'declassify')}
            options={[
              { value: 'declassify', label: '解密' },
              { value: 'change', label: '变更密级或期限' },
            ]}
          />
        </FieldGroup>
        {kind === 'change' && (
          <>
            <FieldGroup label="新密级">
              <Radio.Group
                value={level}
                onChange={(one) => {
                  const next = one.target.value as SecrecyLevel;
                  setLevel(next);
                  setYears(LONGEST_SECRECY_YEARS[next]);
                }}
                options={SECRECY_LEVELS.filter((one) => one !== 'internal').map((value) => ({
                  value,
                  label: SECRECY_WORDS[value],
                }))}
              />
            </FieldGroup>
            <FieldGroup label="期限">
              <Radio.Group
                value={by}
                onChange={(one) => setBy(one.target.value as 'years' | 'event')}
                options={[
                  { value: 'years', label: '年限' },
                  { value: 'event', label: '解密条件或事件' },
                ]}
              />
              {by === 'years' ? (
                <InputNumber
                  min={1}
                  max={most}
                  value={years}
                  suffix="年"
                  onChange={(value) => setYears(value ?? most)}
                />
              ) : (
                <Input
                  aria-label="解密条件或事件"
                  maxLength={100}
                  value={event}
                  onChange={(one) => setEvent(one.target.value)}
                />
              )}
            </FieldGroup>
          </>
        )}
        <Field label="理由">
          <Input maxLength={300} value={reason} onChange={(one) => setReason(one.target.value)} />
        </Field>
        <Field label="依据（原定密机关或其上级的文件）">
          <Input maxLength={200} value={basis} onChange={(one) => setBasis(one.target.value)} />
        </Field>
      </div>
    </Modal>
  );
}
