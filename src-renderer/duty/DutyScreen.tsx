import { Tabs } from 'antd';
import type { Places } from '../navigation/index.ts';
import { CadreTab } from './CadreTab.tsx';
import { HoldersTab } from './HoldersTab.tsx';
import { LibraryTab } from './LibraryTab.tsx';
import { RulesTab } from './RulesTab.tsx';
import { VersionsTab } from './VersionsTab.tsx';
import './duty.css';

/** 立档与应收: the rules and their versions, why something is due of a cadre, and whose file is missing or not asked for, 制度库. */
export function DutyScreen({ params }: { readonly params: Places['duty'] }) {
  return (
    <section className="screen" aria-label="立档与应收">
      <Tabs
        className="full-tabs"
        destroyOnHidden
        defaultActiveKey={params.person ? 'cadre' : params.classCode === undefined ? 'rules' : 'library'}
        items={[
          { key: 'rules', label: '规则', children: <RulesTab /> },
          { key: 'versions', label: '版本', children: <VersionsTab /> },
          { key: 'cadre', label: '某人应收什么', children: <CadreTab person={params.person} /> },
          { key: 'holders', label: '应立未立', children: <HoldersTab /> },
          { key: 'library', label: '制度库', children: <LibraryTab classCode={params.classCode} /> },
        ]}
      />
    </section>
  );
}
