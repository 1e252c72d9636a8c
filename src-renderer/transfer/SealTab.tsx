import { Alert, Button, Form, Input, List, Progress, Select } from 'antd';
import { useEffect, useState } from 'react';
import { choose, FailureNote, read, useAct, useJob, useRead } from '../archive/index.ts';
import { go } from '../navigation/index.ts';
import { PersonPicker, type PickedPerson, pickedFrom } from '../person-picker/index.ts';
import { useRoles } from '../session/index.ts';

interface Props {
  readonly personId: number | undefined;
  readonly onSealed: () => void;
}
interface Values {
  readonly partnerId: number;
  readonly reason: string;
}

/** 转出封包: whom, what stands against it, to which unit and why. */
export function SealTab({ personId, onSealed }: Props) {
  const [person, setPerson] = useState<PickedPerson>();
  useEffect(() => {
    if (personId === undefined) return;
    void read('people.rows', { ids: [personId] }).then((result) => {
      const row = result.ok ? result.data.rows[0] : undefined;
      if (row) setPerson(pickedFrom(row));
    });
  }, [personId]);
  const check = useRead('transfer.check', person && { fileId: person.fileId });
  const partners = useRead('transfer.partners', {});
  const seal = useAct('transfer.seal', { quiet: true });
  const [jobId, setJobId] = useState<number>();
  const job = useJob(jobId);
  const approver = useRoles().includes('approver');
  const blockers = check.data?.blockers ?? [];
  const ready = person !== undefined && check.data !== undefined && blockers.length === 0;
  const confirmed = (partners.data?.partners ?? []).filter((one) => one.confirmedAt !== null);
  const running = job?.state === 'running';

  const submit = async ({ partnerId, reason }: Values) => {
    const target = await choose('target-folder');
    if (!target || !person) return;
    const started = await seal.run({ fileId: person.fileId, partnerId, reason, target: target.token });
    if (started) setJobId(started.jobId);
  };
  return (
    <div className="transfer-seal">
      <Form.Item label="转出谁的卷">
        <PersonPicker value={person} onChange={setPerson} autoFocus={personId === undefined} />
      </Form.Item>
      <FailureNote failure={check.failure} onRetry={check.reload} />
      {check.data && (
        <p>
          共 {check.data.items} 件 {check.data.pages} 页。
          {blockers.length === 0 ? '没有障碍，可以封包。' : ''}
        </p>
      )}
      {blockers.length > 0 && (
        <>
          <Alert type="warning" showIcon title={`还有 ${blockers.length} 处障碍，办结后才能封包`} />
          <List
            size="small"
            className="transfer-blockers"
            dataSource={blockers}
            renderItem={(one) => (
              <List.Item
                actions={
                  one.itemId === null
                    ? []
                    : [
                        <Button
                          key="open"
                          type="link"
                          onClick={() => one.itemId !== null && go('catalogue', { itemId: one.itemId })}
                        >
                          去处理
                        </Button>,
                      ]
                }
              >
                {one.message}
              </List.Item>
            )}
          />
        </>
      )}
      <Form<Values>
        layout="vertical"
        disabled={!ready || !approver || running}
        onFinish={(values) => void submit(values)}
      >
        <Form.Item
          name="partnerId"
          label="转往单位"
          extra={confirmed.length === 0 ? '没有已核对指纹的往来单位，请先到「往来单位」登记并核对。' : ''}
          rules={[{ required: true, message: '请选择转往单位' }]}
        >
          <Select
            placeholder="选择已核对指纹的单位"
            options={confirmed.map((one) => ({ value: one.id, label: `${one.name}（${one.fondsCode}）` }))}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label="转递原因"
          rules={[{ required: true, whitespace: true, message: '请写明原因' }]}
        >
          <Input maxLength={200} placeholder="如：调任某某县某局" />
        </Form.Item>
        <FailureNote failure={seal.failure} />
        <Button type="primary" htmlType="submit" loading={seal.busy || running}>
          选择存放位置并封包…
        </Button>
        {!approver && <span className="muted"> 封包由审批人办理</span>}
      </Form>
      {job && running && (
        <Progress percent={job.total === 0 ? 0 : Math.floor((job.done / job.total) * 100)} />
      )}
      {job && !running && (
        <Alert
          type={job.state === 'done' ? 'success' : 'error'}
          showIcon
          title={job.state === 'done' ? '已封包' : job.message}
          description={
            job.state === 'done'
              ? Object.entries(job.result)
                  .map(([label, value]) => `${label}：${String(value)}`)
                  .join('；')
              : undefined
          }
          action={job.state === 'done' ? <Button onClick={onSealed}>打印通知单和清单</Button> : undefined}
        />
      )}
    </div>
  );
}
