import { App, Button, Input, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { PrintSheet } from '../print/index.tsx';
import { useRoles } from '../session/index.ts';

type Permissions = Output<'policy.permissions'>;
type Permission = Permissions['permissions'][number];

/** 权限一览: role by act, made from the same rules that are enforced. */
export function PermissionsScreen() {
  const { message } = App.useApp();
  const { data, failure, reload } = useRead('policy.permissions', {});
  const officer = useRoles().some(
    (role) => role === 'system-admin' || role === 'security-admin' || role === 'auditor',
  );
  const exporting = useAct('policy.exportPermissions');
  const [text, setText] = useState('');
  const shown = (data?.permissions ?? []).filter((one) =>
    `${one.featureName}${one.name}${one.condition}`.includes(text.trim()),
  );
  const write = async (format: 'docx' | 'xlsx') => {
    const target = await choose(`save-${format}`, '权限一览');
    if (!target) return;
    const written = await exporting.run({ format, target: target.token });
    if (written) void message.success(`已写出「${written.fileName}」`);
  };
  return (
    <section className="screen" aria-label="权限一览">
      <div className="screen-bar">
        <Input
          autoFocus
          allowClear
          aria-label="筛选事项"
          placeholder="筛选事项"
          className="people-filter"
          onChange={(event) => setText(event.target.value)}
        />
        <span className="muted">
          ● 可以办理；○ 登录即可；「按知悉范围」的只见到不高于本人知悉范围的材料。
        </span>
        <span className="spacer" />
        <Button disabled={!data} onClick={() => void window.archive.print()}>
          打印
        </Button>
        <Button disabled={!officer} loading={exporting.busy} onClick={() => void write('docx')}>
          docx
        </Button>
        <Button disabled={!officer} onClick={() => void write('xlsx')}>
          xlsx
        </Button>
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      {data && (
        <>
          <div className="pane">
            <Table<Permission>
              size="small"
              rowKey="route"
              sticky
              pagination={false}
              dataSource={shown}
              columns={[
                { title: '功能', dataIndex: 'featureName', width: 90 },
                { title: '事项', dataIndex: 'name', width: 190 },
                ...data.roles.map((role) => ({
                  title: role.name,
                  key: role.role,
                  width: 76,
                  align: 'center' as const,
                  render: (_value: unknown, one: Permission) => markOf(one, role.role),
                })),
                {
                  title: '条件',
                  render: (_value, one) =>
                    [one.byClearance ? '按知悉范围' : '', one.condition]
                      .filter((part) => part !== '')
                      .join('；'),
                },
                { title: '审计', width: 50, render: (_value, one) => (one.audited ? '记' : '') },
              ]}
            />
          </div>
          <PrintSheet>
            <h1>权限一览</h1>
            <table>
              <thead>
                <tr>
                  <th>事项</th>
                  {data.roles.map((role) => (
                    <th key={role.role}>{role.name}</th>
                  ))}
                  <th>条件</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((one) => (
                  <tr key={one.route}>
                    <td>
                      {one.featureName} {one.name}
                    </td>
                    {data.roles.map((role) => (
                      <td key={role.role}>{markOf(one, role.role)}</td>
                    ))}
                    <td>
                      {[one.byClearance ? '按知悉范围' : '', one.condition]
                        .filter((part) => part !== '')
                        .join('；')}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </PrintSheet>
        </>
      )}
    </section>
  );
}

function markOf(one: Permission, role: string): string {
  if (one.access !== 'roles') return '○';
  return one.roles.includes(role) ? '●' : '';
}
