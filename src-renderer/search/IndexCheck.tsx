import { Button } from 'antd';
import { useState } from 'react';
import { useAct, useJob } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';
import type { CoverageCounts } from './Coverage.tsx';

/** 核对索引: the whole index against the data; what differs is put right and told. */
export function IndexCheck({ last }: { readonly last: CoverageCounts['lastCheck'] }) {
  const roles = useRoles();
  const start = useAct('search.checkIndex');
  const [jobId, setJobId] = useState<number>();
  const job = useJob(jobId);
  const running = jobId !== undefined && (job === undefined || job.state === 'running');
  const check = async () => {
    const started = await start.run({});
    if (started) setJobId(started.jobId);
  };
  return (
    <>
      <p role="status">
        {running
          ? (job?.message ?? '正在开始…')
          : last === null
            ? '索引还没有核对过。'
            : `${instantWords(last.at)} 核对过 ${last.texts.toLocaleString('zh-CN')} 段：不符 ${last.missing + last.extra} 处，已修复 ${last.repaired} 处。`}
      </p>
      {job?.state === 'failed' && <p className="warning">核对没有做完：{job.message}</p>}
      {roles.some((role) => role === 'clerk' || role === 'reviewer') && (
        <Button loading={start.busy || running} onClick={() => void check()}>
          核对索引
        </Button>
      )}
    </>
  );
}
