import { Tabs } from 'antd';
import { useState } from 'react';
import { ProfilesTab } from './ProfilesTab.tsx';
import { ScanTab } from './ScanTab.tsx';
import { SeparatorsTab } from './SeparatorsTab.tsx';
import { WatchTab } from './WatchTab.tsx';
import './scanning.css';

/** 扫描: a stack through the feeder or a copier's folder, filed by 分件页 as it comes. */
export function ScanningScreen() {
  const [tab, setTab] = useState('scan');
  return (
    <section className="screen" aria-label="扫描">
      <Tabs
        className="full-tabs"
        activeKey={tab}
        onChange={setTab}
        destroyOnHidden
        items={[
          { key: 'scan', label: '扫描仪', children: <ScanTab onProfiles={() => setTab('profiles')} /> },
          { key: 'watch', label: '监视文件夹', children: <WatchTab /> },
          { key: 'separators', label: '打印分件页', children: <SeparatorsTab /> },
          { key: 'profiles', label: '扫描方案', children: <ProfilesTab /> },
        ]}
      />
    </section>
  );
}
