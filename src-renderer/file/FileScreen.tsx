import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { choose, FailureNote, useRead } from '../archive/index.ts';
import { go, type Places } from '../navigation/index.ts';
import { PersonDialog } from '../people/index.ts';
import { useRoles } from '../session/index.ts';
import { FILE_STATE_WORDS, instantWords } from '../words/index.ts';
import { AppointmentFormDialog } from './AppointmentFormDialog.tsx';
import { Career } from './Career.tsx';
import { ClassList } from './ClassList.tsx';
import { Facts } from './Facts.tsx';
import { ItemList } from './ItemList.tsx';
import { Looks } from './Looks.tsx';
import { Standing } from './Standing.tsx';
import { Timeline } from './Timeline.tsx';
import './file.css';

/** 干部卷: one page per cadre — who, what is in the file and what is missing, and what stands against its leaving. */
export function FileScreen({ params }: { readonly params: Places['file'] }) {
  const { personId, fileId } = params;
  const person = useRead('people.get', { id: personId });
  const scheme = useRead('catalogue.scheme', {});
  const roles = useRoles();
  const clerk = roles.includes('clerk');
  const sees = roles.includes('reviewer') || roles.includes('approver');
  const transfer = clerk || sees;
  const [classCode, setClassCode] = useState<string>();
  const [editing, setEditing] = useState(false);
  const [form, setForm] = useState<string>();
  const [shown, setShown] = useState<'items' | 'career' | 'timeline' | 'looks'>('items');
  const fixings = useRead('numbering.fixings', { fileId });
  const bound = fixings.data?.fixings.find((one) => one.binds && one.state === 'approved');
  const detail = person.data;
  const sum = (of: 'items' | 'pages') => (detail?.classes ?? []).reduce((all, one) => all + one[of], 0);
  return (
    <section className="screen" aria-label="干部卷">
      <div className="screen-bar">
        {detail && (
          <>
            <strong className="file-name">{detail.name}</strong>
            <span>第 {String(detail.volumeNumber).padStart(4, '0')} 卷</span>
            <span className={detail.fileState === 'open' ? 'muted' : 'warning'}>
              {FILE_STATE_WORDS[detail.fileState]}
            </span>
            <span className="muted">
              {bound?.decidedAt ? `${instantWords(bound.decidedAt)} 装订　` : '未装订　'}
              {sum('items')} 件 {sum('pages')} 页
            </span>
          </>
        )}
        <span className="spacer" />
        <Button onClick={() => setEditing(true)}>{clerk ? '修改登记' : '查看登记'}</Button>
        {clerk && (
          <Button
            title="从干部任免审批表（lrmx）补登记项、任职、亲属和照片"
            onClick={() => void choose('appointment-form').then((file) => setForm(file?.token))}
          >
            读任免表…
          </Button>
        )}
        <Button autoFocus type="primary" onClick={() => go('catalogue', { personId })}>
          编目
        </Button>
        <Button onClick={() => go('numbering', { personId })}>编号</Button>
        <Button
          disabled={!detail}
          onClick={() => detail && go('duty', { person: { fileId, personId, name: detail.name } })}
        >
          应收材料
        </Button>
        <Button onClick={() => go('profile', { fileId })}>廉政画像</Button>
        <Button
          disabled={!transfer}
          title={transfer ? '' : '您的角色不办理转递'}
          onClick={() => go('transfer', { personId })}
        >
          转递
        </Button>
      </div>
      <FailureNote failure={person.failure ?? scheme.failure} onRetry={person.reload} />
      {detail && (
        <div className="panes file-panes">
          <div className="file-left">
            <Facts detail={detail} clerk={clerk} />
            <Standing fileId={fileId} personId={personId} mayCheck={transfer} />
          </div>
          <div className="pane">
            <div className="pane-title">材料分布（件）</div>
            <ClassList
              held={detail.classes}
              classes={scheme.data?.classes ?? []}
              chosen={classCode}
              onChoose={setClassCode}
            />
          </div>
          <div className="pane">
            <Segmented
              className="file-shown"
              aria-label="材料、任职经历、时间线"
              value={shown}
              onChange={setShown}
              options={[
                { value: 'items' as const, label: '材料' },
                { value: 'career' as const, label: '任职经历' },
                { value: 'timeline' as const, label: '时间线' },
                ...(sees ? [{ value: 'looks' as const, label: '谁看过' }] : []),
              ]}
            />
            {shown === 'items' && <ItemList fileId={fileId} classPrefix={classCode} />}
            {shown === 'career' && <Career personId={personId} clerk={clerk} />}
            {shown === 'timeline' && <Timeline personId={personId} />}
            {shown === 'looks' && <Looks fileId={fileId} />}
          </div>
        </div>
      )}
      {form !== undefined && detail && (
        <AppointmentFormDialog
          personId={personId}
          revision={detail.revision}
          source={form}
          onClose={() => setForm(undefined)}
        />
      )}
      {editing && <PersonDialog personId={personId} onClose={() => setEditing(false)} />}
    </section>
  );
}
