import { Segmented } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';

type AxisName = Output<'people.axes'>['axes'][number]['axis'];
export interface Axis {
  readonly axis: AxisName;
  readonly value: string;
}
const AXIS_WORDS: Record<AxisName, string> = {
  'leading-group': '班子',
  rank: '级别',
  unit: '单位',
  department: '部门',
};

interface Props {
  readonly chosen: Axis | undefined;
  readonly onChoose: (axis: Axis | undefined) => void;
}

/** 三条线: 领导班子, 级别职务, 部门 (domain 1.5 c), and the units. */
export function AxisTree({ chosen, onChoose }: Props) {
  const { data, failure, reload } = useRead('people.axes', {});
  const [name, setName] = useState<AxisName>('unit');
  const axes = data?.axes ?? [];
  const values = axes.find((one) => one.axis === name)?.values ?? [];
  const row = (value: string | undefined, label: string, people: number | undefined) => {
    const current =
      value === undefined ? chosen === undefined : chosen?.axis === name && chosen.value === value;
    return (
      <button
        key={value ?? ''}
        type="button"
        aria-pressed={current}
        className={current ? 'axis-value current' : 'axis-value'}
        onClick={() => onChoose(value === undefined ? undefined : { axis: name, value })}
      >
        <span>{label}</span>
        <span className="muted">{people}</span>
      </button>
    );
  };
  return (
    <div className="pane axis-tree">
      <Segmented<AxisName>
        block
        size="small"
        aria-label="按什么分"
        value={name}
        options={(Object.keys(AXIS_WORDS) as AxisName[]).map((value) => ({
          value,
          label: AXIS_WORDS[value],
        }))}
        onChange={(next) => {
          setName(next);
          onChoose(undefined);
        }}
      />
      <FailureNote failure={failure} onRetry={reload} />
      <div className="axis-values">
        {row(undefined, '全部', undefined)}
        {values.map((one) => row(one.value, one.value === '' ? '（未填）' : one.value, one.people))}
      </div>
    </div>
  );
}
