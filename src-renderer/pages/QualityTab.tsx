import { App, Button, Checkbox, Segmented, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, useAct, useJobs, useRead } from '../archive/index.ts';
import { go } from '../navigation/index.ts';
import { PersonPicker, type PickedPerson } from '../person-picker/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';

type Fault = Output<'pages.quality'>['faults'][number];
type Standard = 'GB/T 33870-2017' | 'DA/T 31-2017';

/** 图像质检: every page against a standard; what stays as it is, a second person signs off. */
export function QualityTab() {
  const { message } = App.useApp();
  const roles = useRoles();
  const [standard, setStandard] = useState<Standard>('GB/T 33870-2017');
  const [person, setPerson] = useState<PickedPerson>();
  const [all, setAll] = useState(false);
  const [accepting, setAccepting] = useState<Fault>();
  const where = person ? { fileId: person.fileId } : {};
  const quality = useRead('pages.quality', { standard, all, ...where });
  const check = useAct('pages.check', { quiet: true });
  const accept = useAct('pages.acceptFault', { quiet: true });
  const exporting = useAct('pages.exportQuality', { quiet: true });
  const job = useJobs().find((one) => one.kind === 'check-quality');
  const write = async () => {
    const target = await choose('save-xlsx', '图像质检差异清单');
    if (!target) return;
    const done = await exporting.run({ standard, ...where, target: target.token });
    if (done) void message.success(`已写出「${done.fileName}」`);
  };
  return (
    <>
      <div className="screen-bar">
        <Segmented<Standard>
          aria-label="标准"
          value={standard}
          onChange={setStandard}
          options={['GB/T 33870-2017', 'DA/T 31-2017']}
        />
        <PersonPicker label="哪位干部" placeholder="全库" value={person} onChange={setPerson} />
        <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
          含已签认的
        </Checkbox>
        <Button type="primary" loading={job?.state === 'running'} onClick={() => void check.run(where)}>
          开始质检
        </Button>
        <Button disabled={(quality.data?.total ?? 0) === 0} onClick={() => void write()}>
          差异清单…
        </Button>
        {quality.data && (
          <span className="muted">
            已质检 {quality.data.checked} 页，未质检 {quality.data.unchecked} 页，差异 {quality.data.total} 处
            {quality.data.total > quality.data.faults.length
              ? `，列出前 ${quality.data.faults.length} 处`
              : ''}
            {job?.state === 'running' ? `；${job.message}` : ''}
          </span>
        )}
      </div>
      <FailureNote failure={quality.failure ?? check.failure ?? exporting.failure} onRetry={quality.reload} />
      <Table<Fault>
        size="small"
        rowKey={(one) => `${one.pageId} ${one.fault}`}
        loading={quality.loading && !quality.data}
        dataSource={quality.data?.faults ?? []}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{
          emptyText:
            quality.data && quality.data.unchecked > 0
              ? '已质检的页没有差异；还有页未质检，请开始质检'
              : '没有差异',
        }}
        columns={[
          { title: '姓名', dataIndex: 'personName', width: 100 },
          {
            title: '材料',
            ellipsis: true,
            render: (_value, one) => (
              <Button type="link" onClick={() => go('pages', { itemId: one.itemId })}>
                {one.label}
              </Button>
            ),
          },
          { title: '页', dataIndex: 'position', width: 60, align: 'right' },
          { title: '问题', dataIndex: 'message', width: 260 },
          {
            title: '处理',
            width: 240,
            ellipsis: true,
            render: (_value, one) =>
              one.acceptedBy === null ? (
                roles.includes('reviewer') ? (
                  <Button onClick={() => setAccepting(one)}>签认保留…</Button>
                ) : (
                  <span className="muted">待改正或由审核员签认</span>
                )
              ) : (
                `${one.acceptedBy} 签认：${one.acceptedReason}`
              ),
          },
        ]}
      />
      <ReasonDialog
        open={accepting !== undefined}
        title="签认质检差异"
        hint={accepting ? `${accepting.label} 第 ${accepting.position} 页：${accepting.message}` : ''}
        label="为什么可以保留"
        act={accept}
        onClose={() => setAccepting(undefined)}
        run={async (reason) =>
          accepting !== undefined &&
          (await accept.run({ pageId: accepting.pageId, fault: accepting.fault, reason })) !== undefined
        }
      />
    </>
  );
}
