import { Tabs } from 'antd';
import { useRoles } from '../session/index.ts';
import { LedgerTab } from './LedgerTab.tsx';
import { OutputPolicyTab } from './OutputPolicyTab.tsx';
import { OutputRequestsTab } from './OutputRequestsTab.tsx';
import './output.css';

/** 输出: what left the archive, what is asked for, and what each level allows. */
export function OutputScreen() {
  const roles = useRoles();
  const business = roles.some((role) => role === 'clerk' || role === 'reviewer' || role === 'approver');
  const tabs = [
    { key: 'ledger', label: '输出登记簿', children: <LedgerTab /> },
    ...(business ? [{ key: 'requests', label: '输出审批', children: <OutputRequestsTab /> }] : []),
    { key: 'policy', label: '输出规则', children: <OutputPolicyTab /> },
  ];
  return (
    <section className="screen" aria-label="输出">
      <Tabs className="full-tabs" destroyOnHidden items={tabs} />
    </section>
  );
}
