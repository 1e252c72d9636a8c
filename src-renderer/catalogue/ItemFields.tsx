import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { Failure } from '#contract/result.ts';
import {
  NATURES,
  ORIGINALITIES,
  RETENTIONS,
  SECRECY_LEVELS,
  SECRECY_WORDS,
  SOURCE_KINDS,
} from '#contract/vocabulary.ts';
import { goOn } from '../keyboard/index.ts';
import {
  dateWords,
  NATURE_WORDS,
  ORIGINALITY_WORDS,
  plainDate,
  RETENTION_WORDS,
  SOURCE_WORDS,
} from '../words/index.ts';
import { ClassHelp } from './ClassHelp.tsx';
import { type ItemDraft, type SchemeClass, termFor } from './item-draft.ts';
import type { Warnings } from './use-checks.ts';

interface Props {
  readonly draft: ItemDraft;
  readonly classes: readonly SchemeClass[];
  /** What the class scheme goes by. */
  readonly basis: string;
  readonly scannedPages: number;
  readonly failure: Failure | undefined;
  readonly readOnly: boolean;
  /** Fields that cannot be changed any more, with the reason. */
  readonly locked: Partial<Record<keyof ItemDraft, string>>;
  /** What looks wrong; nothing is held up by it. */
  readonly warnings: Warnings;
  readonly onClass: (code: string) => void;
  readonly onChange: (part: Partial<ItemDraft>) => void;
  /** A field is left: places of the title that are known now are filled. */
  readonly onLeave: () => void;
}

/** 著录项: in the order the paper shows them; Enter goes to the next, Ctrl+D copies one from the item above. */
export function ItemFields(props: Props) {
  const { draft, classes, failure, readOnly, warnings, onChange } = props;
  const [classSearch, setClassSearch] = useState('');
  const [classOpen, setClassOpen] = useState(false);
  const leaves = useMemo(() => classes.filter((one) => one.parent !== null), [classes]);
  const classOptions = useMemo(
    () => leaves.map((one) => ({ value: one.code, label: `${one.code} ${one.name}` })),
    [leaves],
  );
  const schemeClass = leaves.find((one) => one.code === draft.classCode);
  const date = plainDate(draft.date);
  const difference = draft.paperPages === null ? undefined : draft.paperPages - props.scannedPages;
  const wrong = (field: keyof ItemDraft) =>
    failure?.details?.find((one) => one.path === field || one.path === `item.${field}`)?.message;
  const line = (field: 'author' | 'documentNumber' | 'supplier' | 'remarks', label: string, max: number) => (
    <Field
      name={field}
      label={label}
      wrong={wrong(field) ?? (field === 'documentNumber' ? warnings.documentNumber : undefined)}
    >
      <Input
        aria-label={label}
        maxLength={max}
        disabled={readOnly}
        value={draft[field]}
        onChange={(event) => onChange({ [field]: event.target.value })}
        onBlur={props.onLeave}
      />
    </Field>
  );
  const choose = (code: string) => {
    setClassSearch('');
    setClassOpen(false);
    props.onClass(code);
  };
  /** Four digits of a class choose it, and the typing goes on in the next field. */
  const searchClass = (text: string) => {
    setClassSearch(text);
    if (!leaves.some((one) => one.code === text)) return;
    const field = document.activeElement?.closest('[data-field]');
    const form = field?.closest<HTMLElement>('.item-fields');
    choose(text);
    if (field && form) goOn(field, form);
  };
  return (
    <div className="item-fields">
      <Field name="classCode" label="类号" wrong={wrong('classCode')} hint={props.locked.classCode}>
        <Select
          aria-label="类号"
          open={classOpen}
          onOpenChange={setClassOpen}
          // Enter opens the list and goes on to the next field; the list must not stay behind.
          onBlur={() => setClassOpen(false)}
          showSearch={{
            optionFilterProp: 'label',
            searchValue: classSearch,
            onSearch: searchClass,
          }}
          disabled={readOnly || props.locked.classCode !== undefined}
          {...(draft.classCode === '' ? {} : { value: draft.classCode })}
          placeholder="输入类号或名称"
          options={classOptions}
          onChange={choose}
        />
      </Field>
      {schemeClass && (
        <ClassHelp
          one={schemeClass}
          head={classes.find((one) => one.code === schemeClass.parent)?.name ?? ''}
          basis={props.basis}
        />
      )}
      <Field name="title" label="题名" wrong={wrong('title') ?? warnings.title}>
        <Input.TextArea
          aria-label="题名"
          rows={2}
          maxLength={300}
          disabled={readOnly}
          value={draft.title}
          onChange={(event) => onChange({ title: event.target.value.replaceAll('\n', '') })}
        />
      </Field>
      <Field
        name="date"
        label="日期"
        wrong={
          wrong('date') ?? (date === undefined ? '认不出，请写作 2024、2024.03 或 20240315' : warnings.date)
        }
        hint={date === undefined || date === '' ? '多个日期取最后的；推断的加方括号' : dateWords(date)}
      >
        <Input
          aria-label="日期"
          maxLength={20}
          disabled={readOnly}
          value={draft.date}
          onChange={(event) => onChange({ date: event.target.value })}
          onBlur={props.onLeave}
        />
      </Field>
      {line('author', '责任者', 200)}
      {line('documentNumber', '文号', 100)}
      {line('supplier', '材料来处', 100)}
      <Field name="sourceKind" label="来源" wrong={wrong('sourceKind')}>
        <Radio.Group
          aria-label="来源"
          disabled={readOnly}
          value={draft.sourceKind}
          onChange={(event) => onChange({ sourceKind: event.target.value as ItemDraft['sourceKind'] })}
          options={SOURCE_KINDS.map((value) => ({ value, label: SOURCE_WORDS[value] }))}
        />
      </Field>
      <Field name="nature" label="性质" wrong={wrong('nature')}>
        <Radio.Group
          aria-label="性质"
          disabled={readOnly}
          value={draft.nature}
          onChange={(event) => onChange({ nature: event.target.value as ItemDraft['nature'] })}
          options={NATURES.map((value) => ({ value, label: NATURE_WORDS[value] }))}
        />
      </Field>
      <Field name="originality" label="原件" wrong={wrong('originality')}>
        <Radio.Group
          aria-label="原件或复印件"
          disabled={readOnly}
          value={draft.originality}
          onChange={(event) => onChange({ originality: event.target.value as ItemDraft['originality'] })}
          options={ORIGINALITIES.map((value) => ({ value, label: ORIGINALITY_WORDS[value] }))}
        />
      </Field>
      <Field name="signed" label="手续" wrong={undefined}>
        <Checkbox
          disabled={readOnly}
          checked={draft.signed}
          onChange={(event) => onChange({ signed: event.target.checked })}
        >
          本人签名
        </Checkbox>
        <Checkbox
          disabled={readOnly}
          checked={draft.stamped}
          onChange={(event) => onChange({ stamped: event.target.checked })}
        >
          单位盖章
        </Checkbox>
      </Field>
      <Field name="secrecy" label="密级" wrong={wrong('secrecy') ?? wrong('secrecyYears')}>
        <span className="item-secrecy">
          <Radio.Group
            aria-label="密级"
            disabled={readOnly}
            value={draft.secrecy}
            onChange={(event) => {
              const secrecy = event.target.value as ItemDraft['secrecy'];
              onChange({ secrecy, secrecyYears: termFor(secrecy, 0) });
            }}
            options={SECRECY_LEVELS.map((value) => ({ value, label: SECRECY_WORDS[value] }))}
          />
          {draft.secrecy !== 'internal' && (
            <InputNumber
              aria-label="保密期限（年）"
              min={1}
              max={termFor(draft.secrecy, 0)}
              disabled={readOnly}
              value={draft.secrecyYears}
              suffix="年"
              onChange={(years) => onChange({ secrecyYears: years ?? 0 })}
            />
          )}
        </span>
      </Field>
      <Field name="retention" label="保管期限" wrong={wrong('retention')} hint={props.locked.retention}>
        <Radio.Group
          aria-label="保管期限"
          disabled={readOnly || props.locked.retention !== undefined}
          value={draft.retention}
          onChange={(event) => onChange({ retention: event.target.value as ItemDraft['retention'] })}
          options={RETENTIONS.map((value) => ({ value, label: RETENTION_WORDS[value] }))}
        />
      </Field>
      <Field
        name="paperPages"
        label="纸质页数"
        wrong={
          wrong('paperPages') ??
          (difference === undefined || difference === 0
            ? undefined
            : difference > 0
              ? `扫描件少 ${difference} 页，请核对漏扫`
              : `扫描件多 ${-difference} 页，请核对`)
        }
        hint={`扫描 ${props.scannedPages} 页`}
      >
        <InputNumber
          aria-label="纸质页数"
          min={0}
          max={9999}
          precision={0}
          disabled={readOnly}
          value={draft.paperPages}
          onChange={(paperPages) => onChange({ paperPages })}
        />
      </Field>
      {line('remarks', '备注', 300)}
    </div>
  );
}

interface FieldProps {
  readonly name: keyof ItemDraft;
  readonly label: string;
  readonly wrong: string | undefined;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}

function Field({ name, label, wrong, hint, children }: FieldProps) {
  return (
    <div className="item-field" data-field={name}>
      <span className="item-label">{label}</span>
      <div className="item-control">
        {children}
        {wrong === undefined ? (
          hint !== undefined && <span className="muted item-hint">{hint}</span>
        ) : (
          <span className="warning item-hint" role="alert">
            {wrong}
          </span>
        )}
      </div>
    </div>
  );
}
