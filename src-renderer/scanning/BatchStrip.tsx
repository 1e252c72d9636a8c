import { Alert, App, Button, Modal, Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import { smallPageAddress, smallTrayAddress } from '#contract/bridge.ts';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct, useJob, useRead } from '../archive/index.ts';
import { FieldGroup } from '../field/index.ts';
import { go } from '../navigation/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';

type Batch = Output<'scanning.batches'>['batches'][number];
type Fed = Output<'scanning.pages'>['pages'][number];

interface Props {
  readonly batches: readonly Batch[];
  readonly batchId: number | undefined;
  readonly onBatch: (id: number) => void;
  /** Sides so far; each new one is asked for. */
  readonly fed: number;
  readonly empty: string;
}
const STATES: Readonly<Record<string, string>> = {
  running: '进行中',
  done: '完成',
  cancelled: '已停止',
  failed: '中断',
  interrupted: '曾中断',
};
const labelOf = (one: Batch) =>
  `第 ${one.id} 批　${instantWords(one.at)}　${one.pages} 页　${STATES[one.state] ?? one.state}`;

/** One batch as a strip of small pictures, each with where it went. */
export function BatchStrip({ batches, batchId, onBatch, fed, empty }: Props) {
  const pages = useRead('scanning.pages', batchId === undefined ? undefined : { batchId });
  const clerk = useRoles().includes('clerk');
  const [joining, setJoining] = useState(false);
  const batch = batches.find((one) => one.id === batchId);
  const { reload } = pages;
  useEffect(() => {
    if (fed > 0) reload();
  }, [fed, reload]);
  const waiting = pages.data?.pages.filter((one) => one.waiting).length ?? 0;
  return (
    <div className="pane" role="group" aria-label="这一批">
      <div className="pane-title scan-batch">
        <Select
          aria-label="批次"
          value={batchId ?? null}
          onChange={(id) => id !== null && onBatch(id)}
          placeholder="还没有扫描"
          options={batches.map((one) => ({ value: one.id, label: labelOf(one) }))}
        />
        {batch && (
          <span className="muted">
            {batch.pages} 页已归件，{batch.separators} 张分件页，{waiting} 页待处理
          </span>
        )}
        {waiting > 0 && <Button onClick={() => go('intake', { tab: 'tray' })}>去待处理</Button>}
        {clerk && batches.length > 1 && <Button onClick={() => setJoining(true)}>合并正反面…</Button>}
      </div>
      <div className="pane-body">
        <FailureNote failure={pages.failure} onRetry={pages.reload} />
        {batchId === undefined && <p className="muted">{empty}</p>}
        <ol className="scan-strip">
          {pages.data?.pages.map((one) => (
            <li key={one.id} className={one.separator ? 'scan-sheet separator' : 'scan-sheet'}>
              <FedPicture page={one} />
              <span className="scan-place" title={one.place}>
                {one.sequence}　{one.place}
              </span>
            </li>
          ))}
        </ol>
      </div>
      {joining && (
        <JoinDialog batches={batches} backs={batchId} onClose={() => setJoining(false)} onJoined={onBatch} />
      )}
    </div>
  );
}

function FedPicture({ page }: { readonly page: Fed }) {
  const address =
    page.pageId !== null
      ? smallPageAddress(page.pageId)
      : page.trayId !== null
        ? smallTrayAddress(page.trayId)
        : undefined;
  const open = () => page.itemId !== null && go('catalogue', { itemId: page.itemId });
  if (address === undefined) return <span className="scan-picture muted">没有图像</span>;
  return (
    <button
      type="button"
      className="scan-picture"
      disabled={page.itemId === null}
      title={page.itemId === null ? page.place : '打开这一件'}
      onClick={open}
    >
      <img src={address} alt={`第 ${page.sequence} 面`} loading="lazy" draggable={false} />
    </button>
  );
}

interface Joining {
  readonly batches: readonly Batch[];
  readonly backs: number | undefined;
  readonly onClose: () => void;
  readonly onJoined: (frontsId: number) => void;
}
/** 手工双面: the stack was turned over and fed again. */
function JoinDialog({ batches, backs, onClose, onJoined }: Joining) {
  const { message } = App.useApp();
  const join = useAct('scanning.interleave', { quiet: true });
  const [jobId, setJobId] = useState<number>();
  const job = useJob(jobId);
  const [backsId, setBacksId] = useState(backs);
  const [frontsId, setFrontsId] = useState(batches.find((one) => one.id < (backs ?? 0))?.id);
  const [reversed, setReversed] = useState(true);
  const options = batches.map((one) => ({ value: one.id, label: labelOf(one) }));
  const run = async () => {
    if (frontsId === undefined || backsId === undefined) return;
    const started = await join.run({ frontsId, backsId, reversed });
    setJobId(started?.jobId);
  };
  const ended = job?.state === 'done';
  useEffect(() => {
    if (!ended || frontsId === undefined) return;
    void message.success('背面已插到各自的正面之后。');
    onJoined(frontsId);
    onClose();
  }, [ended, frontsId, message, onJoined, onClose]);
  return (
    <Modal
      title="合并正反面"
      open
      onCancel={onClose}
      okText="合并"
      okButtonProps={{
        disabled: frontsId === undefined || backsId === undefined,
        loading: join.busy || job?.state === 'running',
      }}
      onOk={() => void run()}
    >
      <p className="muted">先扫一叠的正面（归件），再把整叠翻过来扫背面（先不归件）。两批面数须相同。</p>
      <FailureNote failure={join.failure} />
      {job && job.state !== 'done' && (
        <Alert
          type={job.state === 'running' ? 'info' : 'warning'}
          showIcon
          title={job.message || '正在合并'}
        />
      )}
      <FieldGroup label="正面">
        <Select
          aria-label="正面"
          value={frontsId}
          onChange={setFrontsId}
          options={options}
          className="scan-choice"
        />
      </FieldGroup>
      <FieldGroup label="背面">
        <Select
          aria-label="背面"
          value={backsId}
          onChange={setBacksId}
          options={options}
          className="scan-choice"
        />
      </FieldGroup>
      <FieldGroup label="背面的次序">
        <Radio.Group
          value={reversed}
          onChange={(event) => setReversed(event.target.value as boolean)}
          options={[
            { value: true, label: '整叠翻面，最后一张先扫' },
            { value: false, label: '与正面次序相同' },
          ]}
        />
      </FieldGroup>
    </Modal>
  );
}
