import { App, Button, InputNumber, Modal, Segmented, Table, Tabs } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { go, type Places } from '../navigation/index.ts';
import { PersonPicker, type PickedPerson } from '../person-picker/index.ts';
import { useRoles } from '../session/index.ts';
import { dateWords, instantWords } from '../words/index.ts';
import { CaptureTab } from './CaptureTab.tsx';
import { CompareTab } from './CompareTab.tsx';
import { KIND_WORDS, type Kind } from './kinds.ts';
import './declaration.css';

type Head = Output<'declaration.list'>['declarations'][number];
interface Checked {
  readonly token: string;
  readonly name: string;
  readonly rows: number;
  readonly faults: Output<'declaration.checkSheet'>['faults'];
}

/** 个人有关事项: captured beside the scan or by sheet, and compared year by year and with the check. */
export function DeclarationScreen({ params }: { readonly params: Places['declaration'] }) {
  const { message } = App.useApp();
  const clerk = useRoles().includes('clerk');
  const [person, setPerson] = useState<PickedPerson | undefined>(
    params.fileId === undefined ? undefined : { fileId: params.fileId, name: params.name ?? '' },
  );
  const [tab, setTab] = useState('list');
  const [openId, setOpenId] = useState<number>();
  const [year, setYear] = useState(() => new Date().getFullYear() - 1);
  const [kind, setKind] = useState<Kind>('annual');
  const [checked, setChecked] = useState<Checked>();
  const list = useRead('declaration.list', person ? { fileId: person.fileId } : undefined);
  const exporting = useAct('declaration.exportSheet', { quiet: true });
  const check = useAct('declaration.checkSheet', { quiet: true });
  const take = useAct('declaration.importSheet', { quiet: true });
  const heads = list.data?.declarations ?? [];
  const writeSheet = async () => {
    if (!person) return;
    const target = await choose('save-xlsx', `个人有关事项填报表-${person.name}-${year}`);
    if (!target) return;
    const from = heads.find((one) => one.kind === 'annual' && !one.superseded);
    const done = await exporting.run({
      fileId: person.fileId,
      year,
      fromId: from?.id ?? null,
      target: target.token,
    });
    if (done)
      void message.success(`已写出「${done.fileName}」${from ? `，带出 ${from.year} 年度的内容` : ''}`);
  };
  const readSheet = async () => {
    const source = await choose('sheet');
    if (!source || !person) return;
    const found = await check.run({ fileId: person.fileId, source: source.token });
    if (found) setChecked({ token: source.token, name: source.name, ...found });
  };
  const takeSheet = async () => {
    if (!checked || !person) return;
    const done = await take.run({
      fileId: person.fileId,
      year,
      kind,
      itemId: null,
      filledOn: '',
      source: checked.token,
    });
    if (!done) return;
    void message.success(`已导入 ${done.rows} 行，第 ${done.version} 版`);
    setChecked(undefined);
  };
  return (
    <section className="screen" aria-label="个人事项">
      <div className="screen-bar">
        <PersonPicker
          label="哪位干部"
          autoFocus={params.fileId === undefined}
          value={person}
          onChange={(next) => {
            setPerson(next);
            setOpenId(undefined);
          }}
        />
        <Segmented<Kind>
          aria-label="类别"
          value={kind}
          onChange={setKind}
          options={(['annual', 'change', 'check'] as const).map((value) => ({
            value,
            label: KIND_WORDS[value],
          }))}
        />
        <InputNumber
          aria-label="年度"
          min={1995}
          max={2200}
          suffix="年度"
          value={year}
          onChange={(value) => setYear(value ?? new Date().getFullYear() - 1)}
        />
        {clerk && (
          <>
            <Button disabled={!person} onClick={() => void writeSheet()}>
              填报表…
            </Button>
            <Button disabled={!person} loading={check.busy} onClick={() => void readSheet()}>
              收回填报表…
            </Button>
          </>
        )}
      </div>
      <FailureNote
        failure={list.failure ?? exporting.failure ?? check.failure ?? take.failure}
        onRetry={list.reload}
      />
      {!person ? (
        <p className="muted">选定干部后，可录入、导入和比对其个人有关事项报告。</p>
      ) : (
        <Tabs
          className="full-tabs"
          activeKey={tab}
          onChange={setTab}
          destroyOnHidden
          items={[
            {
              key: 'list',
              label: `各年报告（${heads.length}）`,
              children: (
                <Table<Head>
                  size="small"
                  rowKey="id"
                  dataSource={heads}
                  pagination={false}
                  locale={{ emptyText: '还没有录入报告：到「录入」照着扫描件填，或导出填报表请本人填' }}
                  columns={[
                    { title: '年度', dataIndex: 'year', width: 70 },
                    { title: '类别', width: 90, render: (_value, one) => KIND_WORDS[one.kind] },
                    {
                      title: '版本',
                      width: 120,
                      render: (_value, one) => `第 ${one.version} 版${one.superseded ? '（已更新）' : ''}`,
                    },
                    { title: '行数', dataIndex: 'rows', width: 60, align: 'right' },
                    { title: '填报日期', width: 110, render: (_value, one) => dateWords(one.filledOn) },
                    {
                      title: '扫描件',
                      ellipsis: true,
                      render: (_value, one) =>
                        one.itemId === null ? (
                          <span className="muted">{one.note || '没有指明'}</span>
                        ) : (
                          <Button type="link" onClick={() => go('catalogue', { itemId: one.itemId ?? 0 })}>
                            {one.itemTitle}
                          </Button>
                        ),
                    },
                    {
                      title: '录入',
                      width: 200,
                      render: (_value, one) => `${one.capturedBy} ${instantWords(one.capturedAt)}`,
                    },
                    {
                      title: '',
                      width: 90,
                      render: (_value, one) => (
                        <Button
                          onClick={() => {
                            setOpenId(one.id);
                            setYear(one.year);
                            setKind(one.kind);
                            setTab('capture');
                          }}
                        >
                          打开
                        </Button>
                      ),
                    },
                  ]}
                />
              ),
            },
            {
              key: 'capture',
              label: '录入',
              children: (
                <CaptureTab
                  key={`${person.fileId} ${year} ${kind} ${openId ?? ''}`}
                  fileId={person.fileId}
                  year={year}
                  kind={kind}
                  openId={openId}
                  newest={heads.find((one) => one.year === year && one.kind === kind)}
                  onSaved={() => {
                    setOpenId(undefined);
                    setTab('list');
                  }}
                />
              ),
            },
            { key: 'compare', label: '比对', children: <CompareTab key={person.fileId} heads={heads} /> },
          ]}
        />
      )}
      <Modal
        title={`收回「${checked?.name ?? ''}」`}
        open={checked !== undefined}
        width={720}
        onCancel={() => setChecked(undefined)}
        okText={`导入为 ${year} 年度${KIND_WORDS[kind]}`}
        okButtonProps={{ disabled: (checked?.faults.length ?? 1) > 0, loading: take.busy }}
        onOk={() => void takeSheet()}
      >
        <p>
          共 {checked?.rows} 行，
          {checked?.faults.length === 0 ? '没有问题。' : `有 ${checked?.faults.length} 处问题，改正后再收：`}
        </p>
        <ul className="failure-details">
          {checked?.faults.map((one) => (
            <li key={`${one.place} ${one.message}`}>
              {one.place}：{one.message}
            </li>
          ))}
        </ul>
      </Modal>
    </section>
  );
}
