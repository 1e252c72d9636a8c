import { Alert, App, Button, Input, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, read, useAct, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';
import { SealSheet } from './SealSheet.tsx';

type Seal = Output<'evidence.seals'>['seals'][number];
type Checked = Output<'evidence.checkSeal'>;

/** 封条: the state of the archive as a short code for the paper register, and whether today's archive continues an earlier one. */
export function EvidenceScreen() {
  const { message } = App.useApp();
  const { data, failure, loading, reload } = useRead('evidence.seals', {});
  const roles = useRoles();
  const may = roles.includes('auditor') || roles.includes('security-admin');
  const make = useAct('evidence.makeSeal');
  const exporting = useAct('evidence.exportSeal');
  const verifier = useAct('evidence.exportVerifier');
  const [shown, setShown] = useState<Output<'evidence.viewSeal'>>();
  const [code, setCode] = useState('');
  const [checked, setChecked] = useState<Checked>();

  const view = async (id: number) => {
    const result = await read('evidence.viewSeal', { id });
    if (result.ok) setShown(result.data);
  };
  const check = async () => {
    const result = await read('evidence.checkSeal', { code });
    if (result.ok) setChecked(result.data);
    else void message.error(result.error.message);
  };
  const write = async (seal: Seal) => {
    const target = await choose('save-docx', `封条-${seal.number}`);
    if (!target) return;
    const written = await exporting.run({ id: seal.id, target: target.token });
    if (written) void message.success(`已写出「${written.fileName}」`);
  };
  const giveVerifier = async () => {
    const folder = await choose('target-folder');
    if (!folder) return;
    const written = await verifier.run({ folder: folder.token });
    if (written) void message.success(`已写出「${written.fileName}」，可在检查人自己的机器上用 Node 运行`);
  };
  return (
    <section className="screen" aria-label="封条">
      <div className="screen-bar">
        <Button
          type="primary"
          disabled={!may}
          loading={make.busy}
          onClick={() => void make.run({}).then((made) => made && setShown(made))}
        >
          加今日封条
        </Button>
        <Button disabled={!may} loading={verifier.busy} onClick={() => void giveVerifier()}>
          导出独立核验程序…
        </Button>
        <span className="muted">
          每天加一次，把编码抄入或贴到纸质登记簿；日后输入任何一张，可证明库是否从那时延续至今。
        </span>
      </div>
      <div className="screen-bar">
        <Input
          className="seal-code"
          aria-label="纸上的封条编码"
          placeholder="输入纸上的封条编码，如 LDF1-…"
          value={code}
          onChange={(event) => setCode(event.target.value)}
          onPressEnter={(event) => {
            if (!event.nativeEvent.isComposing && may) void check();
          }}
        />
        <Button disabled={!may || code.trim() === ''} onClick={() => void check()}>
          核对封条
        </Button>
      </div>
      {checked && (
        <Alert
          type={checked.verdict === 'continues' ? 'success' : 'error'}
          showIcon
          closable
          title={checked.message}
          description={
            checked.number === null
              ? undefined
              : `第 ${checked.number} 号，${instantWords(checked.sealedAt)}；此后新增记录 ${checked.eventsSince ?? 0} 条`
          }
        />
      )}
      <FailureNote failure={failure} onRetry={reload} />
      <div className={shown ? 'panes evidence-panes' : 'panes'}>
        <div className="pane">
          <Table<Seal>
            size="small"
            rowKey="id"
            loading={loading && !data}
            dataSource={data?.seals ?? []}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: '还没有封条' }}
            columns={[
              { title: '号', dataIndex: 'number', width: 60, align: 'right' },
              { title: '时间', width: 150, render: (_value, one) => instantWords(one.at) },
              { title: '经办', dataIndex: 'by', width: 90 },
              { title: '审计记录', dataIndex: 'events', width: 90, align: 'right' },
              { title: '密文', dataIndex: 'blobs', width: 80, align: 'right' },
              { title: '编码', render: (_value, one) => <code className="digest">{one.code}</code> },
              {
                title: '',
                width: 140,
                render: (_value, one) => (
                  <span className="row-acts">
                    <Button onClick={() => void view(one.id)}>看</Button>
                    <Button disabled={!may} onClick={() => void write(one)}>
                      docx
                    </Button>
                  </span>
                ),
              },
            ]}
          />
        </div>
        {shown && <SealSheet seal={shown} />}
      </div>
    </section>
  );
}
