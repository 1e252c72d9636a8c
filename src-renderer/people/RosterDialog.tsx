import { Alert, Button, Modal, Steps } from 'antd';
import { useState } from 'react';
import type { Chosen } from '#contract/bridge.ts';
import type { Input, Output } from '#contract/index.ts';
import { choose, FailureNote, useAct } from '../archive/index.ts';
import { RosterFaults } from './RosterFaults.tsx';
import { RosterImports } from './RosterImports.tsx';
import { RosterMatch, whyUnready } from './RosterMatch.tsx';

export type Match = Input<'people.checkRoster'>['match'];
/** What an import has done, with the file it came from. */
export type Imported = Output<'people.importRoster'> & { readonly fileName: string };

interface Props {
  readonly onClose: () => void;
  readonly onImported: (done: Imported) => void;
}

/** 导入名册: choose, match the headings, look at every fault, then write. Nothing is written before the last step. */
export function RosterDialog({ onClose, onImported }: Props) {
  const [source, setSource] = useState<Chosen>();
  const [sheet, setSheet] = useState<Output<'people.readRoster'>>();
  const [match, setMatch] = useState<Match>({});
  const [checked, setChecked] = useState<Output<'people.checkRoster'>>();
  const readSheet = useAct('people.readRoster', { quiet: true });
  const check = useAct('people.checkRoster', { quiet: true });
  const importing = useAct('people.importRoster', { quiet: true });
  const step = checked ? 2 : sheet ? 1 : 0;
  const unready = whyUnready(match);
  const writes = checked ? checked.added + checked.changed : 0;

  const start = async () => {
    const chosen = await choose('roster');
    if (!chosen) return;
    setSource(chosen);
    setChecked(undefined);
    const found = await readSheet.run({ source: chosen.token });
    setSheet(found);
    if (found) setMatch(found.match);
  };
  const runCheck = async () => {
    if (source) setChecked(await check.run({ source: source.token, match }));
  };
  const write = async () => {
    if (!source) return;
    const done = await importing.run({ source: source.token, match });
    if (!done) return;
    onImported({ ...done, fileName: source.name });
    onClose();
  };
  const footer = [
    <Button key="close" onClick={onClose}>
      关闭
    </Button>,
    step === 0 && (
      <Button key="choose" type="primary" autoFocus loading={readSheet.busy} onClick={() => void start()}>
        选择名册文件…
      </Button>
    ),
    step > 0 && (
      <Button key="other" disabled={importing.busy} loading={readSheet.busy} onClick={() => void start()}>
        另选文件…
      </Button>
    ),
    step === 1 && (
      <Button
        key="check"
        type="primary"
        autoFocus
        loading={check.busy}
        disabled={unready !== undefined}
        title={unready ?? ''}
        onClick={() => void runCheck()}
      >
        预检（不写入）
      </Button>
    ),
    step === 2 && (
      <Button key="back" onClick={() => setChecked(undefined)}>
        回到列对应
      </Button>
    ),
    step === 2 && checked && (
      <Button
        key="write"
        type="primary"
        autoFocus
        loading={importing.busy}
        disabled={writes === 0}
        onClick={() => void write()}
      >
        导入 {writes} 人
      </Button>
    ),
  ];
  return (
    <Modal title="导入干部名册" open width={1000} onCancel={onClose} footer={footer}>
      <Steps
        size="small"
        current={step}
        items={[{ title: '选择文件' }, { title: '列对应' }, { title: '预检结果' }]}
      />
      <FailureNote failure={readSheet.failure ?? check.failure ?? importing.failure} />
      {source && <p className="roster-source muted">名册文件：{source.name}</p>}
      {step === 0 && (
        <>
          <p className="muted">
            选择 xlsx
            格式的干部名册。先按表头自动对应各列，再逐行预检；没有确认之前什么也不写入。同一名册可以反复导入，不会重复建人。
          </p>
          <RosterImports />
        </>
      )}
      {step === 1 && sheet && (
        <>
          <RosterMatch sheet={sheet} match={match} onChange={setMatch} />
          {unready !== undefined && <p className="warning">{unready}</p>}
        </>
      )}
      {step === 2 && checked && (
        <>
          <Alert
            type={checked.refused > 0 ? 'warning' : 'success'}
            showIcon
            title={`共 ${checked.rows} 行：新增 ${checked.added} 人，更新 ${checked.changed} 人，相同 ${checked.same} 人，不收 ${checked.refused} 行`}
            description={
              (checked.refused > 0 ? '不收的行在原表改正后，可以再导入一次；' : '') +
              (writes > 0 ? '其余的行现在就可以导入。' : '其余的行与库中相同，没有要写入的。')
            }
          />
          <RosterFaults faults={checked.faults} />
        </>
      )}
    </Modal>
  );
}
