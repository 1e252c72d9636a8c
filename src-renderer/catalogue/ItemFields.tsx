import { Checkbox, Input, InputNumber, Radio } from 'antd';
import { useCallback, useRef } from 'react';
import type { Failure } from '#contract/result.ts';
import {
  NATURES,
  ORIGINALITIES,
  RETENTIONS,
  SECRECY_LEVELS,
  SECRECY_WORDS,
  SOURCE_KINDS,
} from '#contract/vocabulary.ts';
import {
  dateWords,
  NATURE_WORDS,
  ORIGINALITY_WORDS,
  plainDate,
  RETENTION_WORDS,
  SOURCE_WORDS,
} from '../words/index.ts';
import { ClassField } from './ClassField.tsx';
import { ClassHelp } from './ClassHelp.tsx';
import { ChoiceField, ItemField, LineField } from './ItemField.tsx';
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
  /** Another item is on its way into the form. */
  readonly busy: boolean;
  /** Fields that cannot be changed any more, with the reason. */
  readonly locked: Partial<Record<keyof ItemDraft, string>>;
  /** What looks wrong; nothing is held up by it. */
  readonly warnings: Warnings;
  readonly onClass: (code: string) => void;
  /** The same function as long as the form stands. */
  readonly onChange: (part: Partial<ItemDraft>) => void;
  /** A field is left: places of the title that are known now are filled. */
  readonly onLeave: () => void;
}

const optionsOf = <T extends string>(values: readonly T[], words: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, label: words[value] }));
const SOURCES = optionsOf(SOURCE_KINDS, SOURCE_WORDS);
const KINDS = optionsOf(NATURES, NATURE_WORDS);
const COPIES = optionsOf(ORIGINALITIES, ORIGINALITY_WORDS);
const LEVELS = optionsOf(SECRECY_LEVELS, SECRECY_WORDS);
const TERMS = optionsOf(RETENTIONS, RETENTION_WORDS);

/** 著录项: in the order the paper shows them; Enter goes to the next, Ctrl+D copies one from the item above. */
export function ItemFields(props: Props) {
  const { draft, classes, failure, readOnly, warnings, onChange } = props;
  const latest = useRef(props);
  latest.current = props;
  const onClass = useCallback((code: string) => latest.current.onClass(code), []);
  const onLeave = useCallback(() => latest.current.onLeave(), []);
  const schemeClass = classes.find((one) => one.code === draft.classCode && one.parent !== null);
  const date = plainDate(draft.date);
  const difference = draft.paperPages === null ? undefined : draft.paperPages - props.scannedPages;
  const wrong = (field: keyof ItemDraft) =>
    failure?.details?.find((one) => one.path === field || one.path === `item.${field}`)?.message;
  const line = (field: 'author' | 'documentNumber' | 'supplier' | 'remarks', label: string, most: number) => (
    <LineField
      name={field}
      label={label}
      most={most}
      wrong={wrong(field) ?? (field === 'documentNumber' ? warnings.documentNumber : undefined)}
      value={draft[field]}
      disabled={readOnly}
      onChange={onChange}
      onLeave={onLeave}
    />
  );
  return (
    <div className="item-fields">
      <ClassField
        value={draft.classCode}
        classes={classes}
        wrong={wrong('classCode')}
        hint={props.locked.classCode}
        disabled={readOnly || props.locked.classCode !== undefined}
        busy={props.busy}
        onClass={onClass}
      />
      {schemeClass && (
        <ClassHelp
          one={schemeClass}
          head={classes.find((one) => one.code === schemeClass.parent)?.name ?? ''}
          basis={props.basis}
        />
      )}
      <ItemField name="title" label="题名" wrong={wrong('title') ?? warnings.title}>
        <Input.TextArea
          aria-label="题名"
          rows={2}
          maxLength={300}
          disabled={readOnly}
          value={draft.title}
          onChange={(event) => onChange({ title: event.target.value.replaceAll('\n', '') })}
        />
      </ItemField>
      <LineField
        name="date"
        label="日期"
        most={20}
        wrong={
          wrong('date') ?? (date === undefined ? '认不出，请写作 2024、2024.03 或 20240315' : warnings.date)
        }
        hint={date === undefined || date === '' ? '多个日期取最后的；推断的加方括号' : dateWords(date)}
        value={draft.date}
        disabled={readOnly}
        onChange={onChange}
        onLeave={onLeave}
      />
      {line('author', '责任者', 200)}
      {line('documentNumber', '文号', 100)}
      {line('supplier', '材料来处', 100)}
      <ChoiceField
        name="sourceKind"
        label="来源"
        wrong={wrong('sourceKind')}
        value={draft.sourceKind}
        options={SOURCES}
        disabled={readOnly}
        onChange={onChange}
      />
      <ChoiceField
        name="nature"
        label="性质"
        wrong={wrong('nature')}
        value={draft.nature}
        options={KINDS}
        disabled={readOnly}
        onChange={onChange}
      />
      <ChoiceField
        name="originality"
        label="原件"
        spoken="原件或复印件"
        wrong={wrong('originality')}
        value={draft.originality}
        options={COPIES}
        disabled={readOnly}
        onChange={onChange}
      />
      <ItemField name="signed" label="手续" wrong={undefined}>
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
      </ItemField>
      <ItemField name="secrecy" label="密级" wrong={wrong('secrecy') ?? wrong('secrecyYears')}>
        <span className="item-secrecy">
          <Radio.Group
            aria-label="密级"
            disabled={readOnly}
            value={draft.secrecy}
            onChange={(event) => {
              const secrecy = event.target.value as ItemDraft['secrecy'];
              onChange({ secrecy, secrecyYears: termFor(secrecy, 0) });
            }}
            options={LEVELS}
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
      </ItemField>
      <ChoiceField
        name="retention"
        label="保管期限"
        wrong={wrong('retention')}
        hint={props.locked.retention}
        value={draft.retention}
        options={TERMS}
        disabled={readOnly || props.locked.retention !== undefined}
        onChange={onChange}
      />
      <ItemField
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
      </ItemField>
      {line('remarks', '备注', 300)}
    </div>
  );
}
