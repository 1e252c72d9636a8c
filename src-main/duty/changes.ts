/** What differs between two sets of rules, by the names people know. */
import type { Output } from '#contract/index.ts';
import type { Rules } from './timeline.ts';

type Change = Output<'duty.tryRules'>['changes'][number];
type Named = { readonly id: string; readonly name: string };

function differences(part: string, before: readonly Named[], after: readonly Named[]): Change[] {
  const [old, now] = [
    new Map(before.map((one) => [one.id, one])),
    new Map(after.map((one) => [one.id, one])),
  ];
  const removed = before.filter((one) => !now.has(one.id));
  return [
    ...after.flatMap((one): Change[] => {
      const was = old.get(one.id);
      if (!was) return [{ part, name: one.name, change: 'added' }];
      return JSON.stringify(was) === JSON.stringify(one) ? [] : [{ part, name: one.name, change: 'changed' }];
    }),
    ...removed.map((one): Change => ({ part, name: one.name, change: 'removed' })),
  ];
}

export function changesIn(before: Rules, after: Rules): Change[] {
  const own = (
    [
      ['名称', before.name, after.name],
      ['建档材料的类号', before.openingClass, after.openingClass],
      ['供料部门', before.departments.join('、'), after.departments.join('、')],
      ['说明', before.remarks, after.remarks],
    ] as const
  ).flatMap(([name, was, is]): Change[] => (was === is ? [] : [{ part: '整体', name, change: 'changed' }]));
  return [
    ...differences('立档', before.holders, after.holders),
    ...differences('应收', before.duties, after.duties),
    ...own,
  ];
}
