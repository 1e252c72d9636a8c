import { Alert, Button, Descriptions, Progress, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import type { Role } from '#contract/vocabulary.ts';
import { choose, FailureNote, type Job, useAct, useJob, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords, sizeWords } from '../words/index.ts';

type Run = Output<'backup.history'>['backups'][number];
const VERIFIERS: readonly Role[] = ['system-admin', 'auditor', 'clerk', 'reviewer', 'approver'];

/** 备份与核验: a copy of the ciphertext elsewhere while work goes on, and every byte looked at. */
export function BackupScreen() {
  const history = useRead('backup.history', {});
  const roles = useRoles();
  const backup = useAct('backup.run', { quiet: true });
  const verify = useAct('backup.verify', { quiet: true });
  const [jobId, setJobId] = useState<number>();
  const job = useJob(jobId);
  const mayBackUp = roles.includes('system-admin');
  const mayVerify = roles.some((role) => VERIFIERS.includes(role));
  const running = job?.state === 'running' || backup.busy || verify.busy;

  const backUp = async () => {
    const target = await choose('backup-target');
    if (!target) return;
    const started = await backup.run({ target: target.token });
    if (started) setJobId(started.jobId);
  };
  const check = async () => {
    const started = await verify.run({});
    if (started) setJobId(started.jobId);
  };
  return (
    <section className="screen" aria-label="备份与核验">
      <div className="screen-bar">
        <Button
          type="primary"
          disabled={!mayBackUp || running}
          title={mayBackUp ? '' : '备份由系统管理员办理'}
          onClick={() => void backUp()}
        >
          备份到…
        </Button>
        <Button disabled={!mayVerify || running} onClick={() => void check()}>
          全库核验
        </Button>
        <span className="muted">
          备份是密文，可边工作边做；只补抄新增的扫描件，写后逐一核对。核验检查数据库、审计链和每个扫描件的每个字节。
        </span>
      </div>
      <FailureNote failure={backup.failure ?? verify.failure} />
      {job && <JobPanel job={job} />}
      <FailureNote failure={history.failure} onRetry={history.reload} />
      <Table<Run>
        size="small"
        rowKey="id"
        title={() => '历次备份'}
        loading={history.loading && !history.data}
        dataSource={history.data?.backups ?? []}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: '还没有备份。请由系统管理员备份到另一块硬盘或专用介质。' }}
        columns={[
          { title: '时间', render: (_value, one) => instantWords(one.at) },
          { title: '办理人', dataIndex: 'by' },
          { title: '位置', dataIndex: 'place', ellipsis: true },
          { title: '加密文件', dataIndex: 'blobs', align: 'right' },
          { title: '本次新抄', dataIndex: 'copied', align: 'right' },
          { title: '大小', align: 'right', render: (_value, one) => sizeWords(one.bytes) },
          {
            title: '写后核对',
            render: (_value, one) => (one.verified ? '相符' : <b className="warning">不符，不可用</b>),
          },
        ]}
      />
    </section>
  );
}

function JobPanel({ job }: { readonly job: Job }) {
  if (job.state === 'running') {
    return (
      <div className="pane pane-body">
        {job.label}
        <Progress percent={job.total === 0 ? 0 : Math.floor((job.done / job.total) * 100)} />
        <span className="muted">{job.message}</span>
      </div>
    );
  }
  const results = Object.entries(job.result);
  return (
    <Alert
      type={job.state === 'done' ? 'success' : 'error'}
      showIcon
      title={`${job.label}：${job.state === 'done' ? '已完成' : job.message}`}
      description={
        results.length === 0 ? undefined : (
          <Descriptions
            size="small"
            column={2}
            items={results.map(([label, value]) => ({
              key: label,
              label,
              children: value === true ? '是' : value === false ? '否' : (value ?? '—'),
            }))}
          />
        )
      }
    />
  );
}
