import { LockOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Dropdown, Menu, Modal } from 'antd';
import { useState } from 'react';
import { act, keepDraftsNow, useAct } from '../archive/index.ts';
import { KeyHelp, keyTitle, useCommand, useKeymapOf } from '../keyboard/index.ts';
import { go, goBack, useCanGoBack, usePlace } from '../navigation/index.ts';
import { ChangePassword, type SessionState, sessionIs } from '../session/index.ts';
import { instantWords, ROLE_WORDS } from '../words/index.ts';
import { About } from './About.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { SCREENS, ScreenOf, screensFor } from './screens.tsx';
import { TaskBar } from './TaskBar.tsx';

interface Props {
  readonly account: NonNullable<SessionState['account']>;
  readonly archive: NonNullable<SessionState['archive']>;
}
type Open = 'keys' | 'password' | 'about';

/** 主框架: menu by role, who and which archive above, long works below. */
export function Frame({ account, archive }: Props) {
  useKeymapOf(account.id);
  const place = usePlace();
  const canGoBack = useCanGoBack();
  const [open, setOpen] = useState<Open>();
  const signOut = useAct('session.signOut');
  const screens = screensFor(account.roles);
  const lock = async () => {
    await keepDraftsNow();
    const result = await act('session.lock', {});
    if (result.ok) sessionIs(result.data);
  };
  const leave = async () => {
    await keepDraftsNow();
    const state = await signOut.run({});
    if (state) sessionIs(state);
  };
  const step = (by: number) => {
    const at = screens.findIndex((screen) => screen.id === place.screen);
    const next = screens.at((at + by) % screens.length);
    if (next) openScreen(next.id);
  };
  const openScreen = (id: string) => {
    const screen = screens.find((one) => one.id === id);
    // Menu screens need nothing to open.
    if (screen) go(screen.id, {});
  };
  useCommand('app.help', () => setOpen('keys'));
  useCommand('app.lock', () => void lock());
  useCommand('app.home', () => go('home', {}));
  useCommand(
    'app.find',
    () => go('search', {}),
    screens.some((screen) => screen.id === 'search'),
  );
  useCommand('app.next-screen', () => step(1));
  useCommand('app.previous-screen', () => step(-1));

  return (
    <div className="frame">
      <nav className="frame-menu" aria-label="功能">
        <div className="frame-brand">廉档</div>
        <Menu
          mode="inline"
          theme="dark"
          selectedKeys={[place.screen]}
          items={screens.map(({ id, title, icon }) => ({ key: id, label: title, icon }))}
          onClick={({ key }) => openScreen(key)}
        />
      </nav>
      <header className="frame-head">
        <Button type="text" disabled={!canGoBack} onClick={goBack}>
          ← 返回
        </Button>
        <strong>{SCREENS.find((screen) => screen.id === place.screen)?.title}</strong>
        <span className="frame-fonds">
          {archive.fondsCode} {archive.fondsName} · {archive.name}
        </span>
        <span className="frame-last">
          上次登录 {instantWords(account.lastSignInAt)}
          {account.failuresSince > 0 && (
            <b className="warning">，此后有 {account.failuresSince} 次登录失败</b>
          )}
        </span>
        <Button type="text" icon={<QuestionCircleOutlined />} onClick={() => setOpen('keys')}>
          {keyTitle('app.help')}
        </Button>
        <Button type="text" icon={<LockOutlined />} onClick={() => void lock()}>
          锁定
        </Button>
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'password', label: '修改密码' },
              { key: 'about', label: '关于廉档' },
              { key: 'out', label: '退出登录' },
            ],
            onClick: ({ key }) => {
              if (key === 'password' || key === 'about') setOpen(key);
              else void leave();
            },
          }}
        >
          <Button type="text">
            {account.name}（{account.roles.map((role) => ROLE_WORDS[role]).join('、')}）
          </Button>
        </Dropdown>
      </header>
      <main className="frame-screen">
        <ErrorBoundary key={place.screen}>
          <ScreenOf place={place} />
        </ErrorBoundary>
      </main>
      <TaskBar />
      <KeyHelp open={open === 'keys'} onClose={() => setOpen(undefined)} />
      <About open={open === 'about'} onClose={() => setOpen(undefined)} />
      <Modal
        title="修改密码"
        open={open === 'password'}
        onCancel={() => setOpen(undefined)}
        footer={null}
        destroyOnHidden
        width={380}
      >
        <ChangePassword onDone={() => setOpen(undefined)} />
      </Modal>
    </div>
  );
}
