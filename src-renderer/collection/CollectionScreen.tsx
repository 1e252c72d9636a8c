import { Tabs } from 'antd';
import { DepartmentsTab } from './DepartmentsTab.tsx';
import { HandoversTab } from './HandoversTab.tsx';
import { RegisterTab } from './RegisterTab.tsx';
import { TasksTab } from './TasksTab.tsx';
import './collection.css';

/** 收集: what is asked of which department, what they handed over, what came in. */
export function CollectionScreen() {
  return (
    <section className="screen" aria-label="收集">
      <Tabs
        className="full-tabs"
        destroyOnHidden
        items={[
          { key: 'tasks', label: '任务', children: <TasksTab /> },
          { key: 'handovers', label: '移交清单', children: <HandoversTab /> },
          { key: 'register', label: '接收登记簿', children: <RegisterTab /> },
          { key: 'departments', label: '供料部门', children: <DepartmentsTab /> },
        ]}
      />
    </section>
  );
}
