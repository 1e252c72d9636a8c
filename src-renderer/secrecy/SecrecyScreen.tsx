import { Tabs } from 'antd';
import { ChangesTab } from './ChangesTab.tsx';
import { EndingTab } from './EndingTab.tsx';
import './secrecy.css';

/** 密级: changes and declassification by three persons, and terms that end soon. */
export function SecrecyScreen() {
  return (
    <section className="screen" aria-label="密级">
      <Tabs
        className="full-tabs"
        destroyOnHidden
        items={[
          { key: 'changes', label: '变更与解密', children: <ChangesTab /> },
          { key: 'ending', label: '期限将满', children: <EndingTab /> },
        ]}
      />
    </section>
  );
}
