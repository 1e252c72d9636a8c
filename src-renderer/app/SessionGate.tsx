import { App, Spin } from 'antd';
import { type ComponentProps, useEffect, useState } from 'react';
import { useRead } from '../archive/index.ts';
import { ReadingDesk } from '../consult/index.ts';
import { forgetPath } from '../navigation/index.ts';
import { ChangePassword, SignIn, Unlock, useSession } from '../session/index.ts';
import { Recover, Start, useMaking } from '../start/index.ts';
import { Frame } from './Frame.tsx';

/** What the state of the session lets a person see. */
export function SessionGate() {
  const session = useSession();
  const accountId = session?.account?.id;
  const making = useMaking();
  const { message, notification } = App.useApp();
  const locked = session?.locked;
  useEffect(() => {
    // What was said to one person is not left on the screen for the next.
    if (accountId === undefined || locked === true) {
      notification.destroy();
      message.destroy();
    }
  }, [accountId, locked, notification, message]);
  const [recovering, setRecovering] = useState(false);
  useEffect(() => {
    // After a lock the same person finds the same screen; another one starts at home.
    if (accountId === undefined && session && !session.locked) forgetPath();
    if (accountId !== undefined) setRecovering(false);
  }, [accountId, session]);

  if (!session) return <Spin className="gate" description="正在启动" />;
  if (!session.archive || making) return <Start />;
  if (session.locked) return <Unlock />;
  if (!session.account && recovering) {
    return (
      <div className="gate">
        <Recover onLeave={() => setRecovering(false)} />
      </div>
    );
  }
  if (!session.account) return <SignIn onForgotten={() => setRecovering(true)} />;
  if (session.account.mustChangePassword) {
    return (
      <div className="gate">
        <div className="gate-card">
          <h1>
            {session.account.mustChangeReason === 'expired' ? '密码已到期，请修改' : '请先修改初始密码'}
          </h1>
          <p>
            {session.account.name}，
            {session.account.mustChangeReason === 'expired'
              ? '按本机的规则，密码用满期限须更换。'
              : '初始密码只能用来登录这一次。'}
          </p>
          <ChangePassword />
        </div>
      </div>
    );
  }
  return <Desk account={session.account} archive={session.archive} />;
}

/** While readers sit at the desk it shows their reading and nothing else. */
function Desk(props: ComponentProps<typeof Frame>) {
  const { data } = useRead('consult.reading', {});
  const { message, notification } = App.useApp();
  const sitting = data?.reading?.sessionId;
  useEffect(() => {
    if (sitting === undefined) return;
    notification.destroy();
    message.destroy();
  }, [sitting, notification, message]);
  if (!data) return <Spin className="gate" />;
  return data.reading ? (
    <ReadingDesk key={data.reading.sessionId} reading={data.reading} />
  ) : (
    <Frame {...props} />
  );
}
