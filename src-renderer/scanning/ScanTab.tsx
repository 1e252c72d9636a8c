import { Alert, Button, InputNumber, Select } from 'antd';
import { useEffect, useState } from 'react';
import { FailureNote, useAct, useJobs, useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { useRoles } from '../session/index.ts';
import { BatchStrip } from './BatchStrip.tsx';
import { type Target, TargetFields } from './TargetFields.tsx';

/** 扫描仪: choose a profile and a place, then one key feeds the stack; what came lies beside it, in order. */
export function ScanTab({ onProfiles }: { readonly onProfiles: () => void }) {
  const clerk = useRoles().includes('clerk');
  const profiles = useRead('scanning.profiles', {});
  const batches = useRead('scanning.batches', {});
  const [profileId, setProfileId] = useState<number>();
  const [target, setTarget] = useState<Target | undefined>({ kind: 'tray' });
  const [most, setMost] = useState<number | null>(null);
  const [batchId, setBatchId] = useState<number>();
  const scan = useAct('scanning.scan', { quiet: true });
  const cancel = useAct('jobs.cancel');
  const job = useJobs().find((one) => one.kind === 'scan');
  const running = job?.state === 'running';
  const list = profiles.data?.profiles ?? [];
  const chosen = profileId ?? profiles.data?.lastUsed ?? list[0]?.id;
  const own = batches.data?.batches.filter((one) => one.origin === 'scanner') ?? [];
  const shown = batchId ?? own[0]?.id;
  const last = own.find((one) => one.id === shown);
  const { reload } = batches;
  useEffect(() => {
    // Every side that came shows at once, while the stack is still going through.
    if (job?.done !== undefined) reload();
  }, [job?.done, reload]);
  const start = async (goOn: boolean) => {
    if (chosen === undefined || target === undefined || running) return;
    const started = await scan.run({
      profileId: chosen,
      target,
      ...(most === null ? {} : { most }),
      ...(goOn && last ? { batchId: last.id } : {}),
    });
    if (started && !goOn) setBatchId(undefined);
  };
  const ready = clerk && chosen !== undefined && target !== undefined && !running;
  useCommand('scan.start', () => void start(false), ready);
  useCommand('scan.go-on', () => void start(true), ready && last !== undefined);
  useCommand('scan.stop', () => job && void cancel.run({ id: job.id }), running);

  return (
    <div className="panes scan-panes">
      <div className="pane pane-body">
        <FailureNote failure={profiles.failure ?? scan.failure} onRetry={profiles.reload} />
        {profiles.data && list.length === 0 ? (
          <p>
            还没有扫描方案。先选好扫描仪和分辨率，存成方案，以后一键开始。
            <br />
            <Button type="primary" disabled={!clerk} onClick={onProfiles}>
              新建扫描方案…
            </Button>
          </p>
        ) : (
          <>
            <Field label="扫描方案">
              <Select
                autoFocus
                value={chosen}
                onChange={setProfileId}
                options={list.map((one) => ({ value: one.id, label: `${one.name}（${one.dpi}dpi）` }))}
              />
            </Field>
            <TargetFields onChange={setTarget} />
            <Field label="最多几面" extra="不填：进纸器扫到没有纸为止；平板每次一面">
              <InputNumber min={1} max={1000} value={most} onChange={setMost} />
            </Field>
            <span className="row-acts">
              <Button type="primary" title="F9" disabled={!ready} onClick={() => void start(false)}>
                开始扫描（F9）
              </Button>
              {running ? (
                <Button danger title="F10" onClick={() => job && void cancel.run({ id: job.id })}>
                  停止（F10）
                </Button>
              ) : (
                last && (
                  <Button title="F11" disabled={!ready} onClick={() => void start(true)}>
                    接着这一批（F11）
                  </Button>
                )
              )}
            </span>
            {!clerk && <p className="muted">扫描由档案员办理。</p>}
            {job && job.state !== 'done' && (
              <Alert
                className="scan-told"
                type={running ? 'info' : 'warning'}
                showIcon
                title={job.message || '正在连接扫描仪'}
              />
            )}
            {job?.state === 'done' && (
              <p className="muted" role="status">
                {Object.entries(job.result)
                  .map(([label, value]) => `${label} ${value}`)
                  .join('　')}
              </p>
            )}
          </>
        )}
      </div>
      <BatchStrip
        batches={own}
        batchId={shown}
        onBatch={setBatchId}
        fed={job?.done ?? 0}
        empty="扫进来的页会按次序显示在这里。"
      />
    </div>
  );
}
