import { App, Button, Table } from 'antd';
import { type DragEvent, useState } from 'react';
import type { Chosen } from '#contract/bridge.ts';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, useAct, useJobs, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';
import { CatalogueFaults } from './CatalogueFaults.tsx';
import { meantBy } from './dropped.ts';
import { JobPanel } from './JobPanel.tsx';

type ImportRow = Output<'intake.imports'>['imports'][number];
type Taken = Output<'intake.importCatalogue'>;

interface Props {
  readonly onTray: () => void;
  readonly onGate: () => void;
}

/** 导入: a folder of scans with the catalogue beside it, a catalogue alone, or transcripts. */
export function ImportTab({ onTray, onGate }: Props) {
  const { message } = App.useApp();
  const imports = useRead('intake.imports', {});
  const clerk = useRoles().includes('clerk');
  const [folder, setFolder] = useState<Chosen>();
  const [catalogue, setCatalogue] = useState<Chosen>();
  const [taken, setTaken] = useState<Taken>();
  const [over, setOver] = useState(false);
  // The newest of this window, so that coming back to the screen finds the work still going or its result.
  const job = useJobs().find((one) => one.kind === 'import-scans' || one.kind === 'import-texts');
  const scans = useAct('intake.importScans', { quiet: true });
  const texts = useAct('intake.importTexts', { quiet: true });
  const sheet = useAct('intake.importCatalogue', { quiet: true });
  const running = job?.state === 'running' || scans.busy || texts.busy || sheet.busy;

  const start = async () => {
    if (!folder) return;
    await scans.run({
      source: folder.token,
      ...(catalogue === undefined ? {} : { catalogue: catalogue.token }),
    });
  };
  const startTexts = async () => {
    const source = await choose('texts');
    if (source) await texts.run({ source: source.token });
  };
  const takeCatalogue = async () => {
    const source = await choose('catalogue');
    if (source) setTaken(await sheet.run({ source: source.token }));
  };
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!clerk || running) return;
    const files = [...event.dataTransfer.files];
    // Must be asked while the event lasts.
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry());
    const meant = meantBy(
      files.map((file, index) => ({ name: file.name, isFolder: entries[index]?.isDirectory === true })),
    );
    if ('refused' in meant) {
      void message.warning(meant.refused, 8);
      return;
    }
    const granted = await window.archive.grantDropped(files);
    if (granted.length < files.length) {
      void message.warning('拖来的东西没有全部收下，请改用按钮选择。', 8);
      return;
    }
    if (meant.scans !== undefined) setFolder(granted[meant.scans]);
    if (meant.catalogue !== undefined) setCatalogue(granted[meant.catalogue]);
  };
  return (
    <>
      {/* Dropping is a second way; everything it does the buttons do. */}
      <div
        className={over ? 'pane intake-drop over' : 'pane intake-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(clerk);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => void drop(event)}
      >
        <div className="intake-row">
          <Button
            autoFocus
            disabled={!clerk || running}
            onClick={() => void choose('scans').then((one) => one && setFolder(one))}
          >
            扫描件文件夹…
          </Button>
          <span>{folder?.name ?? <span className="muted">尚未选择（也可以把文件夹拖到这里）</span>}</span>
        </div>
        <div className="intake-row">
          <Button
            disabled={!clerk || running}
            onClick={() => void choose('catalogue').then((one) => one && setCatalogue(one))}
          >
            目录.xlsx（可不选）…
          </Button>
          <span>
            {catalogue?.name ?? <span className="muted">有目录时逐件核对页数</span>}
            {catalogue && (
              <Button type="link" onClick={() => setCatalogue(undefined)}>
                不用
              </Button>
            )}
          </span>
        </div>
        <div className="intake-row">
          <Button type="primary" disabled={!clerk || !folder || running} onClick={() => void start()}>
            开始导入
          </Button>
          <span className="muted">
            按身份证号认人、类号和序号认件、页号认页；放不进去的进「待处理」，不会丢。重复导入不会重复入库；光盘上的也可以。
          </span>
        </div>
        <div className="intake-row">
          <Button disabled={!clerk || running} onClick={() => void takeCatalogue()}>
            只导入目录…
          </Button>
          <Button disabled={!clerk || running} onClick={() => void startTexts()}>
            导入文字底稿…
          </Button>
          {!clerk && <span className="muted">导入由档案员办理</span>}
        </div>
      </div>
      <FailureNote failure={scans.failure ?? texts.failure ?? sheet.failure} />
      {taken && <CatalogueFaults taken={taken} />}
      {job && <JobPanel job={job} onTray={onTray} onGate={onGate} />}
      <FailureNote failure={imports.failure} onRetry={imports.reload} />
      <Table<ImportRow>
        size="small"
        rowKey="id"
        title={() => '历次导入'}
        dataSource={imports.data?.imports ?? []}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '还没有导入过扫描件' }}
        columns={[
          { title: '批次', dataIndex: 'id', width: 60, align: 'right' },
          { title: '来源', dataIndex: 'label', ellipsis: true },
          { title: '时间', width: 150, render: (_value, one) => instantWords(one.at) },
          { title: '经办', dataIndex: 'by', width: 90 },
          { title: '文件', dataIndex: 'files', width: 70, align: 'right' },
          { title: '新增页', dataIndex: 'pagesAdded', width: 70, align: 'right' },
          { title: '已在库', dataIndex: 'alreadyThere', width: 70, align: 'right' },
          { title: '待处理', dataIndex: 'toTray', width: 70, align: 'right' },
          { title: '忽略', dataIndex: 'ignored', width: 60, align: 'right' },
          { title: '状态', width: 90, render: (_value, one) => IMPORT_WORDS[one.state] ?? one.state },
        ]}
      />
    </>
  );
}

const IMPORT_WORDS: Record<string, string> = {
  running: '进行中',
  done: '完成',
  cancelled: '已停止',
  failed: '未完成',
  interrupted: '曾中断',
};
