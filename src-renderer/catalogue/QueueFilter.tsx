import { Checkbox, Select } from 'antd';
import { memo } from 'react';
import type { Input } from '#contract/index.ts';
import { APPRAISAL_STATES, type AppraisalState, ITEM_STATES, type ItemState } from '#contract/vocabulary.ts';
import { APPRAISAL_WORDS, ITEM_STATE_WORDS } from '../words/index.ts';
import type { SchemeClass } from './item-draft.ts';

export interface QueueFilters {
  readonly classPrefix?: string | undefined;
  readonly state?: ItemState | undefined;
  readonly appraisal?: AppraisalState | undefined;
  readonly incomplete: boolean;
}

/** The filter as the list's route asks for it. */
export function askedOf({
  classPrefix,
  state,
  appraisal,
  incomplete,
}: QueueFilters): Partial<Input<'catalogue.ids'>> {
  return {
    ...(classPrefix === undefined ? {} : { classPrefix }),
    ...(state === undefined ? {} : { state }),
    ...(appraisal === undefined ? {} : { appraisal }),
    ...(incomplete ? { incomplete: true } : {}),
  };
}

const STATES = ITEM_STATES.map((value) => ({ value, label: ITEM_STATE_WORDS[value] }));
const APPRAISALS = APPRAISAL_STATES.map((value) => ({ value, label: APPRAISAL_WORDS[value] }));

interface Props {
  readonly filter: QueueFilters;
  readonly classes: readonly SchemeClass[];
  readonly onFilter: (filter: QueueFilters) => void;
}

/** What the queue shows. Drawn anew only when that changes, not with every item that comes into the form. */
export const QueueFilter = memo(function QueueFilter({ filter, classes, onFilter }: Props) {
  return (
    <>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label="类"
        placeholder="全部类"
        className="catalogue-class"
        value={filter.classPrefix}
        onChange={(classPrefix: string | undefined) => onFilter({ ...filter, classPrefix })}
        options={classes.map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))}
      />
      <Select<ItemState>
        allowClear
        aria-label="编号状态"
        placeholder="编号状态"
        className="catalogue-state"
        {...(filter.state === undefined ? {} : { value: filter.state })}
        onChange={(state: ItemState | undefined) => onFilter({ ...filter, state })}
        options={STATES}
      />
      <Select<AppraisalState>
        allowClear
        aria-label="鉴定状态"
        placeholder="鉴定状态"
        className="catalogue-state"
        {...(filter.appraisal === undefined ? {} : { value: filter.appraisal })}
        onChange={(appraisal: AppraisalState | undefined) => onFilter({ ...filter, appraisal })}
        options={APPRAISALS}
      />
      <Checkbox
        checked={filter.incomplete}
        onChange={(event) => onFilter({ ...filter, incomplete: event.target.checked })}
      >
        只看未填全
      </Checkbox>
    </>
  );
});
