import { Tabs } from 'antd';
import type { Places } from '../navigation/index.ts';
import { MeasuresTab } from './MeasuresTab.tsx';
import { RulesTab } from './RulesTab.tsx';
import { WarningsTab } from './WarningsTab.tsx';
import './warning.css';

/** 预警: what the rules found and who has it; measures and their influence periods; the rules themselves. */
export function WarningScreen({ params }: { readonly params: Places['warning'] }) {
  return (
    <section className="screen" aria-label="预警">
      <Tabs
        className="full-tabs"
        destroyOnHidden
        items={[
          { key: 'warnings', label: '预警', children: <WarningsTab fileId={params.fileId} /> },
          { key: 'measures', label: '处理处分与影响期', children: <MeasuresTab /> },
          { key: 'rules', label: '规则', children: <RulesTab /> },
        ]}
      />
    </section>
  );
}
