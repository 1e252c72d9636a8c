import { Tabs } from 'antd';
import { EventsTab } from './EventsTab.tsx';
import { LogTab } from './LogTab.tsx';
import { ReviewsTab } from './ReviewsTab.tsx';
import './audit.css';

/** 审计: the record, the auditor's monthly look through it, and segments for the inspector. */
export function AuditScreen() {
  return (
    <section className="screen" aria-label="审计">
      <Tabs
        className="full-tabs"
        destroyOnHidden
        items={[
          { key: 'events', label: '审计记录', children: <EventsTab /> },
          { key: 'reviews', label: '月度查看', children: <ReviewsTab /> },
          { key: 'log', label: '导出核验', children: <LogTab /> },
        ]}
      />
    </section>
  );
}
