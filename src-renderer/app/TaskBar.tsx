import { Button, Popover, Progress } from 'antd';
import { type Job, useAct, useJobs } from '../archive/index.ts';

const STATE_WORDS: Record<Job['state'], string> = {
  running: '进行中',
  done: '已完成',
  failed: '未完成',
  cancelled: '已停止',
  interrupted: '曾中断',
};

/** 任务栏: the long work at hand with its progress and a way to stop it; earlier ones on demand. */
export function TaskBar() {
  const jobs = useJobs();
  const cancel = useAct('jobs.cancel');
  const running = jobs.find((job) => job.state === 'running');
  const newest = running ?? jobs[0];
  return (
    <footer className="task-bar" aria-label="任务" aria-live="polite">
      {!newest && <span className="muted">没有任务</span>}
      {newest && (
        <>
          <span>{newest.label}</span>
          {newest.state === 'running' ? (
            <>
              {/* Without an end in sight (a stack being fed, a folder being watched) the words alone tell. */}
              {newest.total > 0 && (
                <Progress
                  percent={Math.floor((newest.done / newest.total) * 100)}
                  size="small"
                  className="task-progress"
                />
              )}
              <span>
                {newest.total > 0 && `${newest.done}/${newest.total} `}
                {newest.message}
              </span>
              <Button danger loading={cancel.busy} onClick={() => void cancel.run({ id: newest.id })}>
                停止
              </Button>
            </>
          ) : (
            <span className={newest.state === 'done' ? 'muted' : 'warning'}>
              {STATE_WORDS[newest.state]} {newest.message}
            </span>
          )}
          {jobs.length > 1 && (
            <Popover
              trigger="click"
              content={
                <ul className="task-list">
                  {jobs.map((job) => (
                    <li key={job.id}>
                      {job.label}：{STATE_WORDS[job.state]} {job.message}
                    </li>
                  ))}
                </ul>
              }
            >
              <Button type="link">全部 {jobs.length} 项</Button>
            </Popover>
          )}
        </>
      )}
    </footer>
  );
}
