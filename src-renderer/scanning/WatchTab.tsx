import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import type { Chosen } from '#contract/bridge.ts';
import { choose, FailureNote, useAct, useJobs, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { BatchStrip } from './BatchStrip.tsx';
import { type Target, TargetFields } from './TargetFields.tsx';

/** 监视文件夹: a copier scans into it, each file is taken when it is whole. */
export function WatchTab() {
  const clerk = useRoles().includes('clerk');
  const batches = useRead('scanning.batches', {});
  const [folder, setFolder] = useState<Chosen>();
  const [target, setTarget] = useState<Target | undefined>({ kind: 'tray' });
  const [batchId, setBatchId] = useState<number>();
  const watch = useAct('scanning.watch', { quiet: true });
  const cancel = useAct('jobs.cancel');
  const job = useJobs().find((one) => one.kind === 'watch-folder');
  const running = job?.state === 'running';
  const own = batches.data?.batches.filter((one) => one.origin === 'watch') ?? [];
  const { reload } = batches;
  useEffect(() => {
    if (job?.done !== undefined) reload();
  }, [job?.done, reload]);
  return (
    <div className="panes scan-panes">
      <div className="pane pane-body">
        <FailureNote failure={watch.failure} />
        <p>
          <Button
            autoFocus
            disabled={!clerk || running}
            onClick={() => void choose('watched-folder').then((one) => one && setFolder(one))}
          >
            选择文件夹…
          </Button>{' '}
          {folder?.name ?? <span className="muted">尚未选择</span>}
        </p>
        <TargetFields onChange={setTarget} />
        <span className="row-acts">
          <Button
            type="primary"
            disabled={!clerk || running || folder === undefined || target === undefined}
            onClick={() => folder && target && void watch.run({ folder: folder.token, target })}
          >
            开始监视
          </Button>
          {running && (
            <Button danger onClick={() => job && void cancel.run({ id: job.id })}>
              结束监视
            </Button>
          )}
        </span>
        {job && (
          <Alert
            className="scan-told"
            type={running ? 'info' : job.state === 'done' ? 'success' : 'warning'}
            showIcon
            title={job.state === 'done' ? '监视已结束' : job.message}
            description={
              job.state === 'done'
                ? Object.entries(job.result)
                    .map(([label, value]) => `${label} ${value}`)
                    .join('　')
                : undefined
            }
          />
        )}
        <p className="muted">
          JPEG、PNG、TIFF、PDF
          写完后自动收入，原文件不删不改；含分件页的多页文件拆开归件。收过的文件不会再收。
        </p>
      </div>
      <BatchStrip
        batches={own}
        batchId={batchId ?? own[0]?.id}
        onBatch={setBatchId}
        fed={job?.done ?? 0}
        empty="收入的文件会显示在这里。"
      />
    </div>
  );
}
