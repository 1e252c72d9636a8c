import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { Input as Asked, Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { dateWords, plainDate } from '../words/index.ts';

type Unit = Output<'career.units'>['units'][number];
type Act = 'add' | 'rename' | Asked<'career.endUnit'>['how'];

const END_WORDS = { merged: '合并', split: '分设', abolished: '撤销' } as const;
const ACTS: readonly { readonly value: Act; readonly label: string }[] = [
  { value: 'add', label: '登记新单位' },
  { value: 'rename', label: '更名' },
  { value: 'merged', label: '合并到' },
  { value: 'split', label: '分设为' },
  { value: 'abolished', label: '撤销' },
];
const nameNow = (unit: Unit) => unit.names.at(-1)?.name ?? '';

/** 单位沿革: what each unit was called and since when, and what became of it. */
export function UnitsDialog({ clerk, onClose }: { readonly clerk: boolean; readonly onClose: () => void }) {
  const { data, failure, reload } = useRead('career.units', {});
  const units = data?.units ?? [];
  const standing = units.filter((unit) => unit.endedHow === '');
  const [act, setAct] = useState<Act>('add');
  const [unitId, setUnitId] = useState<number>();
  const [successors, setSuccessors] = useState<number[]>([]);
  const [name, setName] = useState('');
  const [typed, setTyped] = useState('');
  const [documentNumber, setDocumentNumber] = useState('');
  const add = useAct('career.addUnit', { quiet: true });
  const rename = useAct('career.renameUnit', { quiet: true });
  const end = useAct('career.endUnit', { quiet: true });
  const names = act === 'add' || act === 'rename';
  const date = plainDate(typed);
  const unit = standing.find((one) => one.id === unitId);
  const busy = add.busy || rename.busy || end.busy;
  const ready =
    clerk && date !== undefined && (act === 'add' || unit !== undefined) && (!names || name.trim() !== '');
  const submit = async () => {
    if (!ready || busy) return;
    const of = { id: unit?.id ?? 0, revision: unit?.revision ?? 0, documentNumber };
    const done =
      act === 'add'
        ? await add.run({ name, fromDate: date, documentNumber })
        : act === 'rename'
          ? await rename.run({ ...of, name, fromDate: date })
          : await end.run({
              ...of,
              how: act,
              endedOn: date,
              successors: act === 'abolished' ? [] : successors,
            });
    if (!done) return;
    setName('');
    setTyped('');
    setDocumentNumber('');
    setUnitId(undefined);
    setSuccessors([]);
  };
  const choices = standing.map((one) => ({ value: one.id, label: nameNow(one) }));
  const nameOf = (id: number) => units.find((one) => one.id === id)?.names.at(-1)?.name ?? '';
  return (
    <Modal title="单位沿革" open width={760} footer={null} onCancel={onClose}>
      <FailureNote failure={failure} onRetry={reload} />
      <FailureNote failure={{ add, rename, merged: end, split: end, abolished: end }[act].failure} />
      <div className="post-grid">
        <Field label="办理">
          <Select value={act} disabled={!clerk} onChange={setAct} options={[...ACTS]} />
        </Field>
        {act !== 'add' && (
          <Field label="单位" required>
            <Select
              value={unitId ?? null}
              onChange={(id) => setUnitId(id ?? undefined)}
              showSearch={{ optionFilterProp: 'label' }}
              options={choices}
            />
          </Field>
        )}
        {names && (
          <Field label={act === 'add' ? '名称' : '新名称'} required>
            <Input maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
        )}
        {(act === 'merged' || act === 'split') && (
          <Field label="承接单位" required>
            <Select
              mode="multiple"
              value={successors}
              onChange={setSuccessors}
              options={choices.filter((one) => one.value !== unitId)}
            />
          </Field>
        )}
        <Field
          label={names ? '起用日期' : '日期'}
          required={act !== 'add'}
          extra={date === undefined ? '这不是日期' : '如 2004、2004.09'}
        >
          <Input maxLength={20} value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
        <Field label="依据文号">
          <Input
            maxLength={100}
            value={documentNumber}
            onChange={(event) => setDocumentNumber(event.target.value)}
          />
        </Field>
      </div>
      <Button
        type="primary"
        disabled={!ready}
        title={clerk ? '' : '单位由档案员登记'}
        loading={busy}
        onClick={() => void submit()}
      >
        办理
      </Button>
      <ul className="unit-list">
        {units.map((one) => (
          <li key={one.id}>
            <strong>{nameNow(one)}</strong>
            {one.names.length > 1 && (
              <span className="muted">
                　原名：
                {one.names
                  .slice(0, -1)
                  .map((was) => was.name)
                  .join('、')}
                （{dateWords(one.names.at(-1)?.fromDate ?? '')}更名）
              </span>
            )}
            {one.endedHow !== '' && (
              <span className="warning">
                　{dateWords(one.endedOn)}
                {END_WORDS[one.endedHow]}
                {one.successors.length > 0 && `，承接：${one.successors.map(nameOf).join('、')}`}
              </span>
            )}
          </li>
        ))}
      </ul>
      {units.length === 0 && data && (
        <p className="muted">还没有登记单位；登记后，任职可选单位，旧名也能查到人。</p>
      )}
    </Modal>
  );
}
