import { Checkbox } from 'antd';
import { useMemo, useState } from 'react';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { go } from '../navigation/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { type Column, IdTable, ValueList } from '../table/index.ts';
import { GateDetail } from './GateDetail.tsx';
import { byCadre, type Difference, KIND_WORDS } from './gate-words.ts';
import { fileNameOf } from './tray-words.ts';

interface Row extends Difference {
  /** Place in the list: differences have keys of their own, the table wants numbers. */
  readonly id: number;
}

const COLUMNS: readonly Column<Row, never>[] = [
  { key: 'person', title: '姓名', width: '90px', cell: (one) => one.personName },
  {
    key: 'kind',
    title: '差异',
    width: '92px',
    cell: (one) => <span className="warning">{KIND_WORDS[one.kind]}</span>,
  },
  {
    key: 'label',
    title: '材料',
    width: 'minmax(200px, 1fr)',
    cell: (one) => (one.kind === 'tray' ? fileNameOf(one.label) : one.label),
  },
  { key: 'paper', title: '纸质', width: '52px', align: 'right', cell: (one) => one.paperPages ?? '—' },
  { key: 'scanned', title: '扫描', width: '52px', align: 'right', cell: (one) => one.scannedPages ?? '—' },
  {
    key: 'accepted',
    title: '认可',
    width: '80px',
    cell: (one) => one.acceptedBy ?? <span className="muted">未认可</span>,
  },
];

interface Props {
  readonly fileId: number | undefined;
  readonly onTray: () => void;
}

/** 漏扫闸门: every difference between paper and scans; a volume with an open one can't be transferred. */
export function GateTab({ fileId, onTray }: Props) {
  const reviewer = useRoles().includes('reviewer');
  const { data, failure, loading, reload } = useRead('intake.gate', {});
  const [withAccepted, setWithAccepted] = useState(false);
  const [cadre, setCadre] = useState(fileId);
  const [current, setCurrent] = useState<number>();
  const [accepting, setAccepting] = useState(false);
  const accept = useAct('intake.acceptDifference', { quiet: true });
  const rows = useMemo<Row[]>(
    () =>
      (data?.differences ?? [])
        .filter((one) => withAccepted || one.acceptedBy === null)
        .map((one, index) => ({ ...one, id: index + 1 })),
    [data, withAccepted],
  );
  const cadres = useMemo(() => byCadre(rows, cadre), [rows, cadre]);
  const shown = useMemo(
    () => rows.filter((one) => cadre === undefined || one.fileId === cadre),
    [rows, cadre],
  );
  const ids = useMemo(() => shown.map((one) => one.id), [shown]);
  const row = shown.find((one) => one.id === current);
  return (
    <>
      <div className="screen-bar">
        <strong>
          {data === undefined ? '' : data.open === 0 ? '纸质与扫描件全部相符' : `有 ${data.open} 处差异`}
        </strong>
        <Checkbox checked={withAccepted} onChange={(event) => setWithAccepted(event.target.checked)}>
          连同已认可的
        </Checkbox>
        <span className="muted">
          补扫、改正纸质页数，或由审核员写明理由认可；任一页数再变，要重新认可。差异未了的卷不能转递。
        </span>
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      <div className="panes intake-panes by-cadre">
        <div className="pane">
          <ValueList
            label="按干部"
            chosen={cadre === undefined ? undefined : String(cadre)}
            onChoose={(value) => setCadre(value === undefined ? undefined : Number(value))}
            values={[
              { value: undefined, label: '全部', count: rows.length },
              ...cadres.map((one) => ({ value: String(one.fileId), label: one.name, count: one.count })),
            ]}
          />
        </div>
        <div className="pane">
          <IdTable
            label="差异"
            ids={ids}
            load={async (wanted) => ({
              ok: true,
              data: { rows: wanted.map((id) => rows[id - 1]).filter((one) => one !== undefined) },
            })}
            columns={COLUMNS}
            current={current}
            onCurrent={setCurrent}
            onOpen={() => {
              if (row?.kind === 'tray') onTray();
              else if (row && row.itemId !== null) go('catalogue', { itemId: row.itemId });
            }}
            loading={loading}
            empty="没有差异：纸质页数与扫描页数都对得上。"
          />
        </div>
        <GateDetail
          difference={row}
          reviewer={reviewer}
          onAccept={() => setAccepting(true)}
          onTray={onTray}
        />
      </div>
      <ReasonDialog
        open={accepting && row !== undefined}
        title="认可这处差异"
        hint={row?.message ?? ''}
        label="认可的理由"
        example="如：第3页为空白页，不扫"
        okText="认可"
        act={accept}
        onClose={() => setAccepting(false)}
        run={async (reason) =>
          row !== undefined && (await accept.run({ key: row.key, reason })) !== undefined
        }
      />
    </>
  );
}
