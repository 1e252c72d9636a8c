import { Empty, Segmented, Spin } from 'antd';
import { useState } from 'react';
import { FailureNote, useRead } from '../archive/index.ts';
import type { Which } from './BalanceScreen.tsx';
import { levelOf } from './shares.ts';

interface Props {
  readonly which: Which;
  readonly onCell: (key: string, by: 'unit' | 'cadre', words: string, classCode: string) => void;
}

/** 热力图: units or cadres against classes; a cell that is not full leads to what is missing in it. */
export function HeatMap({ which, onCell }: Props) {
  const [by, setBy] = useState<'unit' | 'cadre'>(
    which.by === 'cadre' || which.unit !== '' ? 'cadre' : 'unit',
  );
  const { data, failure, reload } = useRead('balance.map', { year: which.year, unit: which.unit, by });
  return (
    <>
      <div className="screen-bar">
        <Segmented
          aria-label="热力图按什么分"
          value={by}
          onChange={setBy}
          options={[
            { value: 'unit', label: '各单位' },
            { value: 'cadre', label: '各干部' },
          ]}
        />
        <span className="balance-legend" aria-hidden="true">
          全缺
          {([0, 1, 2, 3, 4] as const).map((level) => (
            <span key={level} className={`balance-level-${level}`} />
          ))}
          全齐
        </span>
        {data && data.rows.length < data.total && (
          <span className="warning">
            共 {data.total} 行，只列前 {data.rows.length} 行；选定单位可看全。
          </span>
        )}
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      {!data ? (
        <Spin />
      ) : data.classes.length === 0 ? (
        <Empty description="这一年没有应收的材料。应收什么在「立档与应收」里定。" />
      ) : (
        <div className="balance-map">
          <table aria-label="完整率热力图">
            <thead>
              <tr>
                <th>{by === 'unit' ? '单位' : '干部'}</th>
                {data.classes.map((one) => (
                  <th key={one.code} title={`${one.code} ${one.name}`}>
                    {one.code}
                    <br />
                    <span className="balance-class">{one.name}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.key}>
                  <th>{row.words}</th>
                  {row.cells.map((cell, at) => {
                    const one = data.classes[at];
                    if (!one) return null;
                    if (!cell) return <td key={one.code} />;
                    const name = `${row.words} ${one.code} ${one.name}：应收 ${cell.due}，已收 ${cell.met}`;
                    return (
                      <td key={one.code} className={`balance-level-${levelOf(cell)}`}>
                        <button
                          type="button"
                          title={name}
                          aria-label={name}
                          disabled={cell.met >= cell.due}
                          onClick={() =>
                            onCell(row.key, by, `${row.words} ${one.code} ${one.name}`, one.code)
                          }
                        >
                          {cell.met}/{cell.due}
                        </button>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
