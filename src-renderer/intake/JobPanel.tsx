import { Alert, Button, Progress } from 'antd';
import { type Job, useAct } from '../archive/index.ts';

interface Props {
  readonly job: Job;
  readonly onTray: () => void;
  readonly onGate: () => void;
}

/** An import at work with a way to stop it, then what came of it. */
export function JobPanel({ job, onTray, onGate }: Props) {
  const cancel = useAct('jobs.cancel');
  if (job.state === 'running') {
    return (
      <div className="pane pane-body intake-job" aria-live="polite">
        <div className="intake-row">
          <b>{job.label}</b>
          <Progress percent={job.total === 0 ? 0 : Math.floor((job.done / job.total) * 100)} />
          <Button danger loading={cancel.busy} onClick={() => void cancel.run({ id: job.id })}>
            停止
          </Button>
        </div>
        <span className="muted">{job.message}　停止后已存入的页都保留，再导入一次会接着做，不会重复。</span>
      </div>
    );
  }
  const results = Object.entries(job.result);
  return (
    <Alert
      className="intake-job"
      type={job.state === 'done' ? 'success' : 'warning'}
      showIcon
      title={`${job.label}：${job.state === 'done' ? '完成' : job.message}`}
      description={
        results.length > 0 && (
          <dl className="intake-counts">
            {results.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{String(value)}</dd>
              </div>
            ))}
          </dl>
        )
      }
      action={
        <span className="row-acts">
          <Button onClick={onTray}>看待处理</Button>
          <Button onClick={onGate}>看闸门</Button>
        </span>
      }
    />
  );
}
