import { App, Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { choose, FailureNote, useAct } from '../archive/index.ts';
import { AskDialog } from '../output/index.ts';
import { PrintSheet, useRegisteredPrint } from '../print/index.tsx';
import { useRoles } from '../session/index.ts';
import type { Report } from './cells.ts';
import { PrintedReport } from './PrintedReport.tsx';
import type { Listed, Which } from './ReportScreen.tsx';

interface Props {
  readonly report: Listed;
  readonly which: Which;
  /** This year. */
  readonly year: string;
  readonly units: readonly string[];
  readonly data: Report | undefined;
  readonly onAsk: (change: Partial<Which>) => void;
}
/** Years back that an office asks about; older ones stand under all years. */
const YEARS = 15;

/** Which year, unit and division; out as sheet or document, or onto paper. */
export function ReportBar({ report, which, year, units, data, onAsk }: Props) {
  const { message } = App.useApp();
  const exporting = useAct('report.export', { quiet: true });
  const printing = useAct('report.print', { quiet: true });
  const [printed, setPrinted] = useState<{ readonly mark: string; readonly subtitle: string }>();
  const years = Array.from({ length: YEARS }, (_, at) => String(Number(year) - at));
  const [asking, setAsking] = useState(false);
  const mayAsk = useRoles().some((role) => role !== 'appraiser');
  const refused = exporting.failure ?? printing.failure;
  const empty = !data || data.count === 0;
  const write = async (format: 'docx' | 'xlsx') => {
    const target = await choose(`save-${format}`, `${report.title}${report.yearly ? which.year : ''}`);
    if (!target) return;
    const done = await exporting.run({ ...which, format, target: target.token });
    if (done) void message.success(`已写出「${done.fileName}」，${done.rows} 行，进输出登记簿`);
  };
  const onPaper = useRegisteredPrint(async () => {
    const entered = await printing.run(which);
    setPrinted(entered);
    return entered;
  });
  return (
    <>
      <div className="screen-bar">
        {report.yearly && (
          <Select
            aria-label="年度"
            className="report-year"
            value={which.year}
            onChange={(value) => onAsk({ year: value })}
            options={[
              ...years.map((value) => ({ value, label: `${value}年` })),
              { value: '', label: '各年度' },
            ]}
          />
        )}
        {report.kind === 'figures' && (
          <>
            <Select
              aria-label="单位"
              className="report-unit"
              showSearch={{ optionFilterProp: 'label' }}
              value={which.unit}
              onChange={(value) => onAsk({ unit: value })}
              options={[{ value: '', label: '全部单位' }, ...units.map((value) => ({ value, label: value }))]}
            />
            <Segmented
              aria-label="按什么分"
              value={which.by}
              onChange={(value) => onAsk({ by: value })}
              options={report.by.map(({ axis, title }) => ({ value: axis, label: `按${title}` }))}
            />
          </>
        )}
        <span className="spacer" />
        {refused?.code === 'state-refused' && mayAsk && data?.requestId && (
          <Button onClick={() => setAsking(true)}>申请输出…</Button>
        )}
        <Button disabled={empty} loading={exporting.busy} onClick={() => void write('xlsx')}>
          输出表格…
        </Button>
        <Button disabled={empty} onClick={() => void write('docx')}>
          输出文档…
        </Button>
        <Button disabled={empty} loading={printing.busy} onClick={() => void onPaper.print()}>
          打印
        </Button>
      </div>
      <FailureNote failure={refused} />
      {asking && data?.requestId && (
        <AskDialog
          about={{ what: 'register', id: data.requestId, title: `${data.title} ${which.year}年度` }}
          onClose={() => setAsking(false)}
        />
      )}
      {printed && data && onPaper.mark !== undefined && (
        <PrintSheet>
          <PrintedReport data={data} mark={printed.mark} subtitle={printed.subtitle} footing={onPaper.mark} />
        </PrintSheet>
      )}
    </>
  );
}
