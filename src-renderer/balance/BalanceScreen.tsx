import { App, Button, Empty, Segmented, Select, Spin, Tabs } from 'antd';
import { useState } from 'react';
import type { Input } from '#contract/index.ts';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { type Places, stay } from '../navigation/index.ts';
import { PrintSheet, useRegisteredPrint } from '../print/index.tsx';
import { useRoles } from '../session/index.ts';
import { FigureTable } from './FigureTable.tsx';
import { HeatMap } from './HeatMap.tsx';
import { type Behind, LinesDrawer } from './LinesDrawer.tsx';
import { PrintedFigures } from './PrintedFigures.tsx';
import { TargetsDialog } from './TargetsDialog.tsx';
import './balance.css';

export type Which = Input<'balance.figures'>;
const AXES = [
  ['unit', '单位'],
  ['rank', '职级'],
  ['class', '类别'],
  ['cadre', '干部'],
  ['year', '近五年'],
] as const;
/** Years back that an office asks about. */
const YEARS = 15;

/** 完整与均衡: what is there of what is due, how it is made up, where it is missing. */
export function BalanceScreen({ params }: { readonly params: Places['balance'] }) {
  const { message } = App.useApp();
  const thisYear = new Date().getFullYear();
  const [which, setWhich] = useState<Which>(params.which ?? { year: String(thisYear), by: 'unit', unit: '' });
  const [behind, setBehind] = useState<Behind>();
  const [setting, setSetting] = useState(false);
  const roles = useRoles();
  const mayExport = roles.some((role) => role === 'clerk' || role === 'reviewer' || role === 'approver');
  const figures = useRead('balance.figures', which);
  const targets = useRead('balance.targets', {});
  const exporting = useAct('balance.export');
  const printing = useAct('balance.print');
  const onPaper = useRegisteredPrint(() => printing.run(which));
  const ask = (change: Partial<Which>) => {
    const next = { ...which, ...change };
    setWhich(next);
    // The way back from a file comes to the same figures.
    stay('balance', { which: next });
  };
  const write = async (format: 'docx' | 'xlsx') => {
    const target = await choose(`save-${format}`, `完整与均衡${which.year}`);
    if (!target) return;
    const done = await exporting.run({ ...which, format, target: target.token });
    if (done) void message.success(`已写出「${done.fileName}」，进输出登记簿`);
  };
  const { data } = figures;
  const empty = !data || data.total.files === 0;
  return (
    <section className="screen" aria-label="完整与均衡">
      <div className="screen-bar">
        <Select
          aria-label="年度"
          className="balance-year"
          value={which.year}
          onChange={(year) => ask({ year })}
          options={Array.from({ length: YEARS }, (_, at) => String(thisYear - at)).map((value) => ({
            value,
            label: `${value}年`,
          }))}
        />
        <Select
          aria-label="单位"
          className="balance-unit"
          showSearch={{ optionFilterProp: 'label' }}
          value={which.unit}
          onChange={(unit) => ask({ unit })}
          options={[
            { value: '', label: '全部单位' },
            ...(data?.units ?? []).map((value) => ({ value, label: value })),
          ]}
        />
        <Segmented
          aria-label="按什么分"
          value={which.by}
          onChange={(by) => ask({ by })}
          options={AXES.map(([value, title]) => ({ value, label: value === 'year' ? title : `按${title}` }))}
        />
        <span className="spacer" />
        <Button onClick={() => setSetting(true)}>目标值…</Button>
        <Button disabled={empty || !mayExport} onClick={() => void write('xlsx')}>
          输出表格…
        </Button>
        <Button disabled={empty || !mayExport} onClick={() => void write('docx')}>
          输出文档…
        </Button>
        <Button
          disabled={empty || !mayExport}
          loading={printing.busy}
          title="先记入输出登记簿，再打印"
          onClick={() => void onPaper.print()}
        >
          打印
        </Button>
      </div>
      <FailureNote failure={figures.failure ?? targets.failure} onRetry={figures.reload} />
      <Tabs
        className="full-tabs"
        destroyOnHidden
        items={[
          {
            key: 'figures',
            label: '统计与结构',
            children: !data ? (
              <Spin />
            ) : empty ? (
              <Empty description="没有在册的卷。先在「花名册」登记干部；应收什么在「立档与应收」里定。" />
            ) : (
              <FigureTable
                data={data}
                by={which.by}
                targets={targets.data?.targets ?? []}
                onLead={(key, words, count) => setBehind({ key, words, count })}
              />
            ),
          },
          {
            key: 'map',
            label: '热力图',
            children: (
              <HeatMap
                which={which}
                onCell={(key, by, words, classCode) =>
                  setBehind({ key, by, words, classCode, count: 'missing' })
                }
              />
            ),
          },
        ]}
      />
      <p className="muted balance-basis">
        应收按现行应收规则、年度按应交日；件数和结构按形成时间，作废的不计；只计您知悉范围内的。点任何一个数看它所计的各项。
      </p>
      {behind && <LinesDrawer which={which} behind={behind} onClose={() => setBehind(undefined)} />}
      {setting && <TargetsDialog targets={targets.data?.targets ?? []} onClose={() => setSetting(false)} />}
      {data && onPaper.mark !== undefined && (
        <PrintSheet>
          <PrintedFigures data={data} which={which} mark={onPaper.mark} />
        </PrintSheet>
      )}
    </section>
  );
}
