import { InputNumber, Tabs } from 'antd';
import { useState } from 'react';
import { PeopleTab } from './PeopleTab.tsx';
import { PlansTab } from './PlansTab.tsx';
import { SessionsTab } from './SessionsTab.tsx';
import { thisYear } from './words.ts';
import './training.css';

/** 宣传教育: the year's sessions and who was there, plans, and what each cadre has had. */
export function TrainingScreen() {
  const [year, setYear] = useState(thisYear());
  return (
    <section className="screen" aria-label="宣传教育">
      <Tabs
        className="full-tabs"
        destroyOnHidden
        tabBarExtraContent={
          <InputNumber
            aria-label="年度"
            min={2000}
            max={2100}
            value={Number(year)}
            onChange={(value) => value !== null && setYear(String(value))}
            suffix="年"
          />
        }
        items={[
          { key: 'sessions', label: '活动', children: <SessionsTab year={year} /> },
          { key: 'people', label: '人员', children: <PeopleTab year={year} /> },
          { key: 'plans', label: '计划', children: <PlansTab year={year} /> },
        ]}
      />
    </section>
  );
}
