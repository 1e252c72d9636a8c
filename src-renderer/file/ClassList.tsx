import type { Output } from '#contract/index.ts';
import { ValueList } from '../table/index.ts';
import { distribution } from './distribution.ts';

interface Props {
  readonly held: Output<'people.get'>['classes'];
  readonly classes: Output<'catalogue.scheme'>['classes'];
  /** Two-digit class whose items are listed; undefined: all. */
  readonly chosen: string | undefined;
  readonly onChoose: (code: string | undefined) => void;
}

/** 材料分布: items and pages by class; what is due every year and wholly absent stands out. Choosing one narrows the list. */
export function ClassList({ held, classes, chosen, onChoose }: Props) {
  const rows = distribution(classes, held);
  const items = held.reduce((sum, one) => sum + one.items, 0);
  return (
    <ValueList
      label="材料分布"
      chosen={chosen}
      onChoose={onChoose}
      values={[
        { value: undefined, label: <b>全部</b>, count: items },
        ...rows.map((row) => ({
          value: row.code,
          count: row.items,
          label: (
            <>
              <span className={row.items === 0 ? 'muted' : ''}>
                {row.code} {row.name}
              </span>
              {row.pages > 0 && <span className="muted">　{row.pages}页</span>}
              {row.missing.length > 0 && (
                <div className="file-missing warning">每年应有而全无：{row.missing.join('、')}</div>
              )}
            </>
          ),
        })),
      ]}
    />
  );
}
