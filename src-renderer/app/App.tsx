import 'dayjs/locale/zh-cn';
import { App as AntApp, ConfigProvider, theme } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useEffect } from 'react';
import { watchTasks } from '../archive/index.ts';
import { watchKeyboard } from '../keyboard/index.ts';
import { watchSession } from '../session/index.ts';
import { watchActivity } from './activity.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { nonce } from './nonce.ts';
import { SessionGate } from './SessionGate.tsx';

export function App() {
  useEffect(() => {
    const stops = [watchSession(), watchTasks(), watchKeyboard(), watchActivity()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <ConfigProvider
      locale={zhCN}
      csp={{ nonce }}
      componentSize="small"
      button={{ autoInsertSpace: false }}
      theme={{
        algorithm: theme.compactAlgorithm,
        token: {
          colorPrimary: '#1f4e79',
          colorInfo: '#1677c8',
          borderRadius: 3,
          // The compact algorithm takes two off: 14 pixels on screen.
          fontSize: 16,
          motion: false,
          fontFamily:
            "'Noto Sans SC Variable', 'Noto Sans CJK SC', 'Microsoft YaHei', SimSun-ExtB, sans-serif",
        },
      }}
    >
      <AntApp className="app" notification={{ placement: 'bottomRight' }}>
        <ErrorBoundary>
          <SessionGate />
        </ErrorBoundary>
      </AntApp>
    </ConfigProvider>
  );
}
