import { Alert, Button, Checkbox, DatePicker, Input, InputNumber, Modal, Radio, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import type { Output, Input as RouteInput } from '#contract/index.ts';
import { CONSULT_WAY_WORDS, CONSULT_WAYS, type ConsultWay } from '#contract/vocabulary.ts';
import { FailureNote, read, useAct, useRead } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { PersonPicker, type PickedPerson } from '../person-picker/index.ts';
import { ReaderFields } from './ReaderFields.tsx';
import type { Request } from './RequestPane.tsx';
import { ScopeFields } from './ScopeFields.tsx';

export type Draft = RouteInput<'consult.save'>['request'];
export type Reader = Draft['readers'][number];
export type Scope = Draft['scope'];

interface Props {
  /** undefined: a new request. */
  readonly requestId: number | undefined;
  readonly onClose: () => void;
  readonly onSaved: (id: number) => void;
}

const EMPTY_READER: Reader = {
  accountId: null,
  name: '',
  unit: '',
  post: '',
  politicalStatus: '中共党员',
  idNumberEnd: '',
  relatives: [],
};

/** 受理查阅: loaded first when it is a draft on record. */
export function RequestForm(props: Props) {
  const { data, failure } = useRead(
    'consult.get',
    props.requestId === undefined ? undefined : { id: props.requestId },
  );
  const rules = useRead('consult.rules', {});
  if ((props.requestId !== undefined && !data) || !rules.data) {
    return (
      <Modal title="受理查阅" open onCancel={props.onClose} footer={null}>
        <FailureNote failure={failure ?? rules.failure} />
      </Modal>
    );
  }
  return <Filled {...props} request={data} rules={rules.data.rules} />;
}

interface FilledProps extends Props {
  readonly request: Request | undefined;
  readonly rules: Output<'consult.rules'>['rules'];
}

function Filled({ request, rules, onClose, onSaved }: FilledProps) {
  const save = useAct('consult.save', { quiet: true });
  const [person, setPerson] = useState<PickedPerson | undefined>(
    request && { fileId: request.fileId, name: request.personName },
  );
  const [readers, setReaders] = useState<readonly Reader[]>(request?.readers ?? [EMPTY_READER, EMPTY_READER]);
  const [scope, setScope] = useState<Scope>(request?.scope ?? { kind: 'file' });
  const [ways, setWays] = useState<readonly ConsultWay[]>(request?.ways ?? ['read']);
  const [facts, setFacts] = useState({
    purpose: request?.purpose ?? '',
    reason: request?.reason ?? '',
    unit: request?.unit ?? '',
    unitLeader: request?.unitLeader ?? '',
    phone: request?.phone ?? '',
    minutes: request?.minutes ?? 60,
    emergency: request?.emergency ?? false,
  });
  const [span, setSpan] = useState<readonly [Dayjs, Dayjs]>(() => [
    dayjs(request?.validFrom).startOf('day'),
    request ? dayjs(request.validUntil) : dayjs().add(Math.min(3, rules.mostValidDays), 'day').endOf('day'),
  ]);
  const [findings, setFindings] = useState<Output<'consult.checkRecusal'>['findings']>();
  const set = (part: Partial<typeof facts>) => setFacts((now) => ({ ...now, ...part }));
  const draft = person && {
    ...facts,
    fileId: person.fileId,
    readers: readers.map((one) => ({ ...one, unit: one.unit === '' ? facts.unit : one.unit })),
    scope,
    ways: [...ways],
    validFrom: span[0].toISOString(),
    validUntil: span[1].toISOString(),
  };
  const checkRecusal = async () => {
    if (!draft) return;
    const result = await read('consult.checkRecusal', { fileId: draft.fileId, readers: draft.readers });
    if (result.ok) setFindings(result.data.findings);
  };
  const submit = async () => {
    if (!draft) return;
    const saved = await save.run({
      ...(request ? { id: request.id, revision: request.revision } : {}),
      request: draft,
    });
    if (saved) onSaved(saved.id);
  };
  return (
    <Modal
      title={request ? `修改查阅单 ${request.number}` : '受理查阅'}
      open
      width={960}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          取消
        </Button>,
        <Button key="recusal" disabled={!draft} onClick={() => void checkRecusal()}>
          查回避
        </Button>,
        <Button key="save" type="primary" disabled={!draft} loading={save.busy} onClick={() => void submit()}>
          存为拟稿
        </Button>,
      ]}
    >
      <FailureNote failure={save.failure} />
      {findings !== undefined && (
        <Alert
          type={findings.length === 0 ? 'success' : 'error'}
          showIcon
          title={findings.length === 0 ? '没有须回避的关系' : '须回避'}
          description={findings.map((one) => `${one.who}：${one.reason}`).join('；')}
        />
      )}
      <div className="person-form">
        <div className="consult-grid">
          <Field label="查阅谁的卷" required>
            <PersonPicker
              autoFocus={!request}
              value={person}
              onChange={(next) => {
                setPerson(next);
                setScope({ kind: 'file' });
              }}
            />
          </Field>
          <Field label="事由" required>
            <Select
              {...(facts.purpose === '' ? {} : { value: facts.purpose })}
              placeholder="从规则所列中选"
              onChange={(purpose: string) => set({ purpose })}
              options={rules.purposes.map((one) => ({
                value: one.id,
                label: one.note === '' ? one.name : `${one.name}（${one.note}）`,
              }))}
            />
          </Field>
          <Field label="查阅单位" required>
            <Input
              maxLength={200}
              value={facts.unit}
              onChange={(event) => set({ unit: event.target.value })}
            />
          </Field>
          <Field label="单位负责人">
            <Input
              maxLength={100}
              value={facts.unitLeader}
              onChange={(event) => set({ unitLeader: event.target.value })}
            />
          </Field>
          <Field label="联系电话">
            <Input
              maxLength={40}
              value={facts.phone}
              onChange={(event) => set({ phone: event.target.value })}
            />
          </Field>
          <FieldGroup label="时长（分钟）" required>
            <InputNumber
              min={5}
              max={480}
              value={facts.minutes}
              onChange={(minutes) => set({ minutes: minutes ?? 5 })}
            />
          </FieldGroup>
          <FieldGroup label={`有效期（不超过 ${rules.mostValidDays} 天）`} required>
            <DatePicker.RangePicker
              allowClear={false}
              value={[span[0], span[1]]}
              onChange={(next) => {
                if (next?.[0] && next[1]) setSpan([next[0].startOf('day'), next[1].endOf('day')]);
              }}
            />
          </FieldGroup>
          <FieldGroup label="方式" required>
            <Checkbox.Group
              value={[...ways]}
              onChange={(next) => setWays(next)}
              options={CONSULT_WAYS.map((value) => ({ value, label: CONSULT_WAY_WORDS[value] }))}
            />
          </FieldGroup>
          <FieldGroup label="是否紧急">
            <Radio.Group
              value={facts.emergency}
              onChange={(event) => set({ emergency: event.target.value === true })}
              options={[
                { value: false, label: '一般' },
                { value: true, label: '紧急（案件，多一名领导加签）' },
              ]}
            />
          </FieldGroup>
        </div>
        <Field label="理由" required>
          <Input.TextArea
            rows={2}
            maxLength={500}
            value={facts.reason}
            onChange={(event) => set({ reason: event.target.value })}
          />
        </Field>
        <FieldGroup label="查阅内容" required>
          <ScopeFields fileId={person?.fileId} scope={scope} onChange={setScope} />
        </FieldGroup>
        <FieldGroup label="查阅人（不少于两人；本人、配偶、亲属及有利害关系的须回避）" required>
          <ReaderFields
            readers={readers}
            unit={facts.unit}
            onChange={(next) => {
              setReaders(next);
              setFindings(undefined);
            }}
          />
        </FieldGroup>
      </div>
    </Modal>
  );
}
