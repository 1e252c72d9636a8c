import { useState } from 'react';
import type { Input, Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { type Places, stay } from '../navigation/index.ts';
import { ValueList } from '../table/index.ts';
import { LinesDrawer } from './LinesDrawer.tsx';
import { ReportBar } from './ReportBar.tsx';
import { ReportTable } from './ReportTable.tsx';
import './report.css';

export type Which = Input<'report.view'>;
export type Listed = Output<'report.list'>['reports'][number];

/** 报表: figures and registers of the year; each number leads to what it counts. */
export function ReportScreen({ params }: { readonly params: Places['report'] }) {
  const list = useRead('report.list', {});
  return (
    <section className="screen" aria-label="报表">
      <FailureNote failure={list.failure} onRetry={list.reload} />
      {list.data && <Opened list={list.data} params={params} />}
    </section>
  );
}

function Opened({
  list,
  params,
}: {
  readonly list: Output<'report.list'>;
  readonly params: Places['report'];
}) {
  const [which, setWhich] = useState<Which>(
    params.which ?? {
      id: list.reports[0]?.id ?? '',
      year: list.year,
      by: list.reports[0]?.by[0]?.axis ?? 'unit',
      unit: '',
    },
  );
  const [behind, setBehind] = useState<{ readonly row: string | null; readonly column: string }>();
  const report = list.reports.find((one) => one.id === which.id);
  const { data, failure, loading, reload } = useRead('report.view', report ? which : undefined);
  const ask = (change: Partial<Which>) => {
    const next = { ...which, ...change };
    setWhich(next);
    // The way back from a file comes to the same report.
    stay('report', { which: next });
  };
  const open = (id: string | undefined) => {
    const found = list.reports.find((one) => one.id === id);
    if (found) ask({ id: found.id, by: found.by[0]?.axis ?? 'unit' });
  };
  const named = (kind: Listed['kind']) =>
    list.reports
      .filter((one) => one.kind === kind)
      .map((one) => ({ value: one.id, label: one.title, count: undefined }));
  return (
    <div className="panes report-panes">
      <div className="pane">
        <div className="pane-title">统计表</div>
        <ValueList label="统计表" values={named('figures')} chosen={which.id} onChoose={open} />
        <div className="pane-title">登记簿</div>
        <ValueList label="登记簿" values={named('register')} chosen={which.id} onChoose={open} />
      </div>
      <div className="report-main">
        {report && (
          <ReportBar
            key={which.id}
            report={report}
            which={which}
            year={list.year}
            units={list.units}
            data={data}
            onAsk={ask}
          />
        )}
        <FailureNote failure={failure} onRetry={reload} />
        <ReportTable data={data} loading={loading} onLead={(row, column) => setBehind({ row, column })} />
        {data && <p className="report-basis muted">口径：{data.basis}</p>}
      </div>
      {behind && <LinesDrawer which={which} {...behind} onClose={() => setBehind(undefined)} />}
    </div>
  );
}
