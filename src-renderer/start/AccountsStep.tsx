import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Failure } from '#contract/result.ts';
import { ROLE_WORDS } from '../words/index.ts';
import { type FirstAccount, firstPassword } from './first-accounts.ts';

interface Props {
  readonly accounts: readonly FirstAccount[];
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  readonly onBack: (accounts: readonly FirstAccount[]) => void;
  readonly onDone: (accounts: readonly FirstAccount[]) => void;
}

/** 首批账号: three officers and four who do the work, seven different persons. */
export function AccountsStep({ accounts, busy, failure, onBack, onDone }: Props) {
  const [rows, setRows] = useState(accounts);
  const change = (index: number, part: Partial<FirstAccount>) =>
    setRows((now) => now.map((row, at) => (at === index ? { ...row, ...part } : row)));
  const complete = rows.every(
    (row) => row.login.trim() !== '' && row.name.trim() !== '' && row.password !== '',
  );
  const wrong = (index: number, field: string) =>
    failure?.details?.some((one) => one.path === `accounts.${index}.${field}`) === true;

  return (
    <form
      className="assistant-step"
      onSubmit={(event) => {
        event.preventDefault();
        if (complete && !busy) onDone(rows);
      }}
    >
      <p className="muted">
        三员互不兼任，也不得兼任业务角色；鉴定与复核、提出与批准须由两个人分别办理，所以这里是七个人。初始密码首次登录时必须修改。
      </p>
      <table className="assistant-accounts">
        <thead>
          <tr>
            <th>角色</th>
            <th>姓名</th>
            <th>登录名</th>
            <th>初始密码（至少8位，含大小写、数字、符号）</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.role}>
              <th scope="row">{ROLE_WORDS[row.role]}</th>
              <td>
                <Input
                  aria-label={`${ROLE_WORDS[row.role]}姓名`}
                  autoFocus={index === 0}
                  value={row.name}
                  onChange={(event) => change(index, { name: event.target.value })}
                />
              </td>
              <td>
                <Input
                  aria-label={`${ROLE_WORDS[row.role]}登录名`}
                  value={row.login}
                  onChange={(event) => change(index, { login: event.target.value })}
                />
              </td>
              <td>
                <Input
                  aria-label={`${ROLE_WORDS[row.role]}初始密码`}
                  {...(wrong(index, 'password') ? { status: 'error' as const } : {})}
                  value={row.password}
                  onChange={(event) => change(index, { password: event.target.value })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="gate-actions">
        <Button onClick={() => onBack(rows)}>上一步</Button>
        <Button
          onClick={() =>
            setRows((now) => now.map((row) => ({ ...row, password: row.password || firstPassword() })))
          }
        >
          为空着的生成密码
        </Button>
        <Button type="primary" htmlType="submit" disabled={!complete} loading={busy}>
          建库
        </Button>
      </div>
    </form>
  );
}
