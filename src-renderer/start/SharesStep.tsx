import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { PrintSheet } from '../print/index.tsx';
import { ROLE_WORDS } from '../words/index.ts';
import type { FirstAccount } from './first-accounts.ts';
import type { Unit } from './UnitStep.tsx';

interface Props {
  readonly made: Output<'archive.create'>;
  readonly unit: Unit;
  readonly accounts: readonly FirstAccount[];
  readonly onDone: () => void;
}

/** 恢复份额: shown this once, printed one to a sheet, for three sealed envelopes with three keepers. */
export function SharesStep({ made, unit, accounts, onDone }: Props) {
  const [kept, setKept] = useState(false);
  const [printed, setPrinted] = useState<boolean>();
  return (
    <div className="assistant-step">
      <Alert
        type="warning"
        showIcon
        title="恢复份额只显示这一次"
        description="所有人都忘记密码时，任意两份合在一起才能打开库；只有一份什么也打不开。请打印后装入三个信封，密封，交三名保管人分别保存。"
      />
      <ol className="assistant-shares">
        {made.shares.map((share) => (
          <li key={share}>
            <code>{share}</code>
          </li>
        ))}
      </ol>
      <p>
        单位密钥卡指纹：<code>{made.unitFingerprint}</code>
        <br />
        <span className="muted">
          与其他单位交换密钥卡时，用电话或公函核对这个指纹；登录后可在「设置」中导出密钥卡。
        </span>
      </p>
      <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>
        三份都已打印或抄下，并核对无误
      </Checkbox>
      {printed === false && (
        <p className="warning">没有打印成功（已取消，或本机没有打印机）。请抄写份额后核对。</p>
      )}
      <div className="gate-actions">
        <Button onClick={() => void window.archive.print().then(setPrinted)}>打印份额与首次登录通知</Button>
        <Button type="primary" disabled={!kept} onClick={onDone}>
          去登录
        </Button>
      </div>
      <PrintSheet>
        {made.shares.map((share, index) => (
          <section key={share} className="print-page">
            <h1>库恢复份额 第 {index + 1} 份（共 3 份）</h1>
            <p>
              {unit.fondsName}（{unit.fondsCode}）　库名：{unit.name}
            </p>
            <p className="print-code">{share}</p>
            <p>任意两份合在一起可以重设密码。请密封保存，启封须经单位负责人批准并登记。</p>
            <p>保管人签名：＿＿＿＿＿＿　日期：＿＿＿＿＿＿　封口骑缝章：</p>
          </section>
        ))}
        {accounts.map((account) => (
          <section key={account.role} className="print-page">
            <h1>首次登录通知</h1>
            <p>
              {account.name}（{ROLE_WORDS[account.role]}）
            </p>
            <p>登录名：{account.login}</p>
            <p className="print-code">初始密码：{account.password}</p>
            <p>首次登录必须修改密码。阅后请销毁本通知。</p>
          </section>
        ))}
      </PrintSheet>
    </div>
  );
}
