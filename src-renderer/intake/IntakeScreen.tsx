import { Tabs } from 'antd';
import { useState } from 'react';
import { useRead } from '../archive/index.ts';
import type { Places } from '../navigation/index.ts';
import { GateTab } from './GateTab.tsx';
import { ImportTab } from './ImportTab.tsx';
import { TrayTab } from './TrayTab.tsx';
import './intake.css';

/** 收件: scans come in, what could not be placed waits, and paper is compared with scans. */
export function IntakeScreen({ params }: { readonly params: Places['intake'] }) {
  const [tab, setTab] = useState<string>(params.tab ?? 'import');
  const { data } = useRead('archive.overview', {});
  const count = (value: number | undefined) => (value === undefined || value === 0 ? '' : `（${value}）`);
  return (
    <section className="screen" aria-label="收件">
      <Tabs
        className="full-tabs"
        activeKey={tab}
        onChange={setTab}
        destroyOnHidden
        items={[
          {
            key: 'import',
            label: '导入',
            children: <ImportTab onTray={() => setTab('tray')} onGate={() => setTab('gate')} />,
          },
          {
            key: 'tray',
            label: `待处理${count(data?.trayWaiting)}`,
            children: <TrayTab fileId={params.fileId} />,
          },
          {
            key: 'gate',
            label: `漏扫闸门${count(data?.gateDifferences)}`,
            children: <GateTab fileId={params.fileId} onTray={() => setTab('tray')} />,
          },
        ]}
      />
    </section>
  );
}
