import { App, Button } from 'antd';
import { useState } from 'react';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { go, type Places } from '../navigation/index.ts';
import { AskDialog } from '../output/index.ts';
import { PrintSheet, useRegisteredPrint } from '../print/index.tsx';
import { useRoles } from '../session/index.ts';
import { ProfileFace, type Source } from './ProfileFace.tsx';

/** 廉政画像 of a cadre; opened from a request for consulting, of what that request approves. */
export function ProfileScreen({ params }: { readonly params: Places['profile'] }) {
  const { message } = App.useApp();
  const { fileId, requestId } = params;
  const mayAsk = useRoles().some((role) => role === 'clerk' || role === 'reviewer' || role === 'approver');
  const within = requestId === undefined ? {} : { requestId };
  const { data, failure, loading, reload } = useRead('profile.view', { fileId, ...within });
  const exporting = useAct('profile.export', { quiet: true });
  const printing = useAct('profile.print', { quiet: true });
  const [asking, setAsking] = useState(false);
  const whole = requestId === undefined;
  const refused = exporting.failure ?? printing.failure;
  const open = ({ itemId, pageId }: Source) => {
    if (itemId !== null && data)
      go('catalogue', { personId: data.personId, itemId, ...(pageId === null ? {} : { pageId }) });
  };
  const write = async () => {
    const target = await choose('save-docx', `廉政画像-${data?.name ?? ''}`);
    if (!target) return;
    printing.forget();
    const done = await exporting.run({ fileId, target: target.token });
    if (done) void message.success(`已写出「${done.fileName}」，进输出登记簿`);
  };
  const onPaper = useRegisteredPrint(() => {
    exporting.forget();
    return printing.run({ fileId });
  });
  return (
    <section className="screen" aria-label="廉政画像">
      <div className="screen-bar">
        <Button
          autoFocus
          disabled={!data}
          onClick={() => data && go('file', { fileId, personId: data.personId })}
        >
          干部卷
        </Button>
        <span className="spacer" />
        {whole ? (
          <>
            {refused?.code === 'state-refused' && mayAsk && (
              <Button onClick={() => setAsking(true)}>申请输出…</Button>
            )}
            <Button type="primary" disabled={!data} loading={exporting.busy} onClick={() => void write()}>
              输出文档…
            </Button>
            <Button disabled={!data} loading={printing.busy} onClick={() => void onPaper.print()}>
              打印
            </Button>
          </>
        ) : (
          <span className="muted">按查阅单查看的画像不单独输出；需要带走的，按查阅单办摘抄、复制。</span>
        )}
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      <FailureNote failure={refused} />
      {data ? (
        <div className="profile-paper">
          <ProfileFace profile={data} onSource={open} />
        </div>
      ) : (
        loading && <p className="muted">正在从卷内材料汇集…</p>
      )}
      {onPaper.mark !== undefined && data && (
        <PrintSheet>
          <ProfileFace profile={data} />
          <p className="profile-note">{onPaper.mark}</p>
        </PrintSheet>
      )}
      {asking && data && (
        <AskDialog
          about={{ what: 'profile', id: fileId, title: `${data.name} 廉政画像` }}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
