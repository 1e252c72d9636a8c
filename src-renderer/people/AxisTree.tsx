import { Segmented } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { ValueList } from '../table/index.ts';

type AxisName = Output<'people.axes'>['axes'][number]['axis'];
export interface Axis {
  readonly axis: AxisName;
  readonly value: string;
}
const AXIS_WORDS: Record<AxisName, string> = {
  'leading-group': '班子',
  rank: '级别',
  department: '部门',
  unit: '单位',
};

interface Props {
  readonly chosen: Axis | undefined;
  readonly onChoose: (axis: Axis | undefined) => void;
}

/** 三条线: 领导班子, 级别职务, 部门 (domain 1.5 c), and the units. */
export function AxisTree({ chosen, onChoose }: Props) {
  const { data, failure, reload } = useRead('people.axes', {});
  const [name, setName] = useState<AxisName>('unit');
  const values = data?.axes.find((one) => one.axis === name)?.values ?? [];
  const all = data && values.reduce((sum, one) => sum + one.people, 0);
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
      <ValueList
        label={AXIS_WORDS[name]}
        chosen={chosen?.axis === name ? chosen.value : undefined}
        onChoose={(value) => onChoose(value === undefined ? undefined : { axis: name, value })}
        values={[
          { value: undefined, label: '全部', count: all },
          ...values.map((one) => ({
            value: one.value,
            label: one.value === '' ? '（未填）' : one.value,
            count: one.people,
          })),
        ]}
      />
    </div>
  );
}
