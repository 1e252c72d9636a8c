import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useAct, useJob, useRead } from '../archive/index.ts';
import type { Query } from './use-found.ts';

/** 逐字核对: proves the list by reading every text the person may see, beside the index. */
export function Proof({ query }: { readonly query: Query }) {
  const start = useAct('search.crossCheck');
  // The proof belongs to what was asked then.
  const [proving, setProving] = useState<{ readonly jobId: number; readonly key: string }>();
  const key = JSON.stringify(query);
  const mine = proving?.key === key ? proving : undefined;
  const job = useJob(mine?.jobId);
  const done = job?.state === 'done';
  const run = useRead('search.checks', done ? {} : undefined).data?.runs.find(({ kind }) => kind === 'hits');
  const prove = async () => {
    const started = await start.run({ query });
    if (started) setProving({ jobId: started.jobId, key });
  };
  const running = mine !== undefined && (job === undefined || job.state === 'running');
  return (
    <>
      <Button
        type="link"
        loading={start.busy || running}
        title="不靠索引，把您可看的文字从头读一遍，证明没有漏掉"
        onClick={() => void prove()}
      >
        逐字核对
      </Button>
      {running && <span className="muted">{job?.message ?? '正在开始…'}</span>}
      {mine && job && !running && !done && <span className="warning">核对没有做完：{job.message}</span>}
      {done && run && (
        <Alert
          className="search-proof"
          type={run.missing + run.extra === 0 ? 'success' : 'warning'}
          title={
            run.missing + run.extra === 0
              ? `已逐字读过 ${run.texts.toLocaleString('zh-CN')} 段文字，共 ${run.found.toLocaleString('zh-CN')} 处，与索引一致，没有遗漏（${(run.milliseconds / 1000).toFixed(1)} 秒）`
              : `已逐字读过 ${run.texts.toLocaleString('zh-CN')} 段文字：索引漏 ${run.missing} 处、多 ${run.extra} 处，已修复 ${run.repaired} 处`
          }
        />
      )}
    </>
  );
}
