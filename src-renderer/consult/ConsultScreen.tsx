import { Tabs } from 'antd';
import { useState } from 'react';
import type { Role } from '#contract/vocabulary.ts';
import { useRead } from '../archive/index.ts';
import type { Places } from '../navigation/index.ts';
import { useRoles } from '../session/index.ts';
import { CopiesTab } from './CopiesTab.tsx';
import { EmergenciesTab } from './EmergenciesTab.tsx';
import { LoansTab } from './LoansTab.tsx';
import { OverdueTab } from './OverdueTab.tsx';
import { RegistersTab } from './RegistersTab.tsx';
import { RequestsTab } from './RequestsTab.tsx';
import { RulesTab } from './RulesTab.tsx';
import { TiesTab } from './TiesTab.tsx';
import './consult.css';

const DESK: readonly Role[] = ['clerk', 'appraiser', 'reviewer', 'approver'];

/** 查阅: requests and their sign-off, reading at the desk, copies, loans, what is overdue, registers; and what officers keep. */
export function ConsultScreen({ params }: { readonly params: Places['consult'] }) {
  const roles = useRoles();
  const has = (...wanted: readonly Role[]) => wanted.some((role) => roles.includes(role));
  const desk = has(...DESK);
  const [tab, setTab] = useState<string>();
  const [requestId, setRequestId] = useState(params.requestId);
  const overdue = useRead('consult.overdue', desk ? {} : undefined);
  const late = overdue.data?.overdue.length ?? 0;
  const open = (id: number) => {
    setRequestId(id);
    setTab('requests');
  };
  const tabs = [
    {
      key: 'requests',
      label: '查阅单',
      shown: desk || has('reader'),
      children: <RequestsTab current={requestId} onCurrent={setRequestId} />,
    },
    { key: 'copies', label: '摘抄复制', shown: desk, children: <CopiesTab onOpen={open} /> },
    { key: 'loans', label: '纸质借出', shown: desk, children: <LoansTab onOpen={open} /> },
    {
      key: 'overdue',
      label: late === 0 ? '催还' : `催还（${late}）`,
      shown: desk,
      children: <OverdueTab reading={overdue} onOpen={open} />,
    },
    { key: 'registers', label: '登记簿', shown: desk, children: <RegistersTab /> },
    { key: 'ties', label: '回避关系', shown: has('security-admin', 'auditor'), children: <TiesTab /> },
    {
      key: 'emergencies',
      label: '紧急查阅',
      shown: has('auditor', 'security-admin', 'approver'),
      children: <EmergenciesTab />,
    },
    { key: 'rules', label: '查阅规则', shown: true, children: <RulesTab /> },
  ].filter((one) => one.shown);
  return (
    <section className="screen" aria-label="查阅">
      <Tabs
        className="full-tabs"
        activeKey={tab ?? tabs[0]?.key ?? 'rules'}
        onChange={setTab}
        destroyOnHidden
        items={tabs.map(({ key, label, children }) => ({ key, label, children }))}
      />
    </section>
  );
}
