import { Tabs } from 'antd';
import { useState } from 'react';
import type { Places } from '../navigation/index.ts';
import { DoublesTab } from './DoublesTab.tsx';
import { QualityTab } from './QualityTab.tsx';
import { WorkTab } from './WorkTab.tsx';
import './pages.css';

/** 页面: what is done to the pages of an item, quality by standard, and doubles side by side. */
export function PagesScreen({ params }: { readonly params: Places['pages'] }) {
  const [tab, setTab] = useState('work');
  return (
    <section className="screen" aria-label="页面">
      <Tabs
        className="full-tabs"
        activeKey={tab}
        onChange={setTab}
        destroyOnHidden
        items={[
          { key: 'work', label: '整理页面', children: <WorkTab itemId={params.itemId} /> },
          { key: 'quality', label: '图像质检', children: <QualityTab /> },
          { key: 'doubles', label: '重份', children: <DoublesTab /> },
        ]}
      />
    </section>
  );
}
