import { Steps } from 'antd';
import { useState } from 'react';
import type { Chosen } from '#contract/bridge.ts';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct } from '../archive/index.ts';
import { sessionIs } from '../session/index.ts';
import { AccountsStep } from './AccountsStep.tsx';
import { FIRST_ROLES, type FirstAccount } from './first-accounts.ts';
import { setMaking } from './making.ts';
import { SharesStep } from './SharesStep.tsx';
import { type Unit, UnitStep } from './UnitStep.tsx';
import './start.css';

interface Props {
  readonly onLeave: () => void;
}
type Made = Output<'archive.create'>;

/** 建库向导: unit and place, the seven first accounts, then the recovery shares on paper. */
export function Assistant({ onLeave }: Props) {
  const [step, setStep] = useState(0);
  const [unit, setUnit] = useState<Unit>();
  const [parent, setParent] = useState<Chosen>();
  const [accounts, setAccounts] = useState<readonly FirstAccount[]>(() =>
    FIRST_ROLES.map((role) => ({ role, login: '', name: '', password: '' })),
  );
  const [made, setMade] = useState<Made>();
  const create = useAct('archive.create', { quiet: true });

  const make = async (filled: readonly FirstAccount[]) => {
    setAccounts(filled);
    if (!unit || !parent) return;
    setMaking(true);
    const done = await create.run({ ...unit, parent: parent.token, accounts: [...filled] });
    if (!done) {
      setMaking(false);
      return;
    }
    setMade(done);
    setStep(2);
  };
  const leave = () => {
    setMaking(false);
    if (made) sessionIs(made.state);
  };
  return (
    <div className="gate assistant">
      <section className="gate-card wide" aria-label="建库向导">
        <h1>新建廉政档案库</h1>
        <Steps
          size="small"
          current={step}
          items={[{ title: '单位与位置' }, { title: '三员与首批账号' }, { title: '恢复份额' }]}
        />
        <FailureNote failure={create.failure} />
        {step === 0 && (
          <UnitStep
            unit={unit}
            parent={parent}
            onParent={setParent}
            onLeave={onLeave}
            onDone={(next) => {
              setUnit(next);
              setStep(1);
            }}
          />
        )}
        {step === 1 && (
          <AccountsStep
            accounts={accounts}
            busy={create.busy}
            failure={create.failure}
            onBack={(kept) => {
              setAccounts(kept);
              setStep(0);
            }}
            onDone={(filled) => void make(filled)}
          />
        )}
        {step === 2 && made && unit && (
          <SharesStep made={made} unit={unit} accounts={accounts} onDone={leave} />
        )}
      </section>
    </div>
  );
}
