import { Tabs } from 'antd';
import { useState } from 'react';
import type { Places } from '../navigation/index.ts';
import { CasesTab } from './CasesTab.tsx';
import { PartnersTab } from './PartnersTab.tsx';
import { SealTab } from './SealTab.tsx';
import './transfer.css';

/** 转递: a file leaves sealed, another unit's file comes in, and the units that cards were exchanged with. */
export function TransferScreen({ params }: { readonly params: Places['transfer'] }) {
  const [tab, setTab] = useState(params.personId === undefined ? 'cases' : 'seal');
  return (
    <section className="screen" aria-label="转递">
      <Tabs
        className="full-tabs"
        activeKey={tab}
        onChange={setTab}
        destroyOnHidden
        items={[
          { key: 'cases', label: '转递登记', children: <CasesTab caseId={params.caseId} /> },
          {
            key: 'seal',
            label: '转出封包',
            children: <SealTab personId={params.personId} onSealed={() => setTab('cases')} />,
          },
          { key: 'partners', label: '往来单位', children: <PartnersTab /> },
        ]}
      />
    </section>
  );
}
