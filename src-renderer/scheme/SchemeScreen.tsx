import { Alert, App, Button, Table } from 'antd';
import { useState } from 'react';
import { secrecyMark } from '#contract/vocabulary.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { keyTitle, useCommand } from '../keyboard/index.ts';
import { go } from '../navigation/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { NATURE_WORDS, RETENTION_WORDS, SOURCE_WORDS } from '../words/index.ts';
import { ClassDialog } from './ClassDialog.tsx';
import { changedCodes, newClass, type SchemeClass, withEdited } from './scheme-edit.ts';
import './scheme.css';

/** 分类方案: what belongs in a file, who supplies it, how long it is kept; edited as a new version, with a reason. */
export function SchemeScreen() {
  const { message } = App.useApp();
  const scheme = useRead('catalogue.scheme', {});
  const reviewer = useRoles().includes('reviewer');
  const save = useAct('catalogue.saveScheme', { quiet: true });
  /** Unsaved: the whole scheme as it shall be, and the version it was made from. */
  const [edit, setEdit] = useState<{ readonly from: number; readonly classes: readonly SchemeClass[] }>();
  const [open, setOpen] = useState<SchemeClass>();
  const [saving, setSaving] = useState(false);
  const inForce = scheme.data?.classes ?? [];
  const classes = edit?.classes ?? inForce;
  const changed = new Set(edit ? changedCodes(inForce, edit.classes) : []);
  const stale = edit !== undefined && scheme.data !== undefined && edit.from !== scheme.data.version;
  const heads = classes.filter((one) => one.parent === null);

  const put = (one: SchemeClass) => {
    setOpen(undefined);
    if (scheme.data) setEdit({ from: edit?.from ?? scheme.data.version, classes: withEdited(classes, one) });
  };
  useCommand('form.save', () => setSaving(true), reviewer && changed.size > 0 && !saving);

  return (
    <section className="screen" aria-label="分类方案">
      <div className="screen-bar">
        <strong>{scheme.data?.name}</strong>
        {scheme.data && <span>第 {scheme.data.version} 版</span>}
        <span className="muted scheme-basis" title={scheme.data?.basis}>
          {scheme.data?.basis}
        </span>
        {edit ? (
          <>
            <span className="warning">改了 {changed.size} 类，未保存</span>
            <Button onClick={() => setEdit(undefined)}>弃改</Button>
            <Button
              type="primary"
              title={keyTitle('form.save')}
              disabled={changed.size === 0}
              onClick={() => setSaving(true)}
            >
              存为新版…
            </Button>
          </>
        ) : (
          <span className="muted">
            {reviewer ? '回车或双击一类修改；存为新版，件上仍记著录时的版本。' : '由审核员修改。'}
          </span>
        )}
      </div>
      <FailureNote failure={scheme.failure} onRetry={scheme.reload} />
      {stale && (
        <Alert
          type="warning"
          showIcon
          title="您修改期间，分类方案已有更新的一版。请记下您的改动，弃改后在新版上重改。"
        />
      )}
      <div className="pane">
        <Table<SchemeClass>
          size="small"
          rowKey="code"
          pagination={false}
          sticky
          loading={scheme.loading && !scheme.data}
          dataSource={[...classes]}
          rowClassName={(one) =>
            changed.has(one.code) ? 'scheme-changed' : one.parent === null ? 'scheme-head' : ''
          }
          onRow={(one) => ({
            tabIndex: 0,
            'aria-label': `${one.code} ${one.name}`,
            onDoubleClick: () => reviewer && setOpen(one),
            onKeyDown: (event) => {
              if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return;
              if (event.key === 'Enter' && reviewer) {
                // The same key press must not answer the dialog that it opens.
                event.preventDefault();
                setOpen(one);
              }
              const next =
                event.key === 'ArrowDown'
                  ? event.currentTarget.nextElementSibling
                  : event.key === 'ArrowUp'
                    ? event.currentTarget.previousElementSibling
                    : null;
              if (next instanceof HTMLElement) {
                event.preventDefault();
                next.focus();
              }
            },
          })}
          columns={[
            { title: '类号', dataIndex: 'code', width: 64 },
            { title: '名称（放什么）', dataIndex: 'name' },
            { title: '提供者', dataIndex: 'supplier', width: 190 },
            {
              title: '来源',
              width: 56,
              render: (_value, one) => (one.sourceKind ? SOURCE_WORDS[one.sourceKind] : ''),
            },
            {
              title: '性质',
              width: 70,
              render: (_value, one) => (one.nature ? NATURE_WORDS[one.nature] : ''),
            },
            { title: '频次', dataIndex: 'frequency', width: 90 },
            {
              title: '期限',
              width: 60,
              render: (_value, one) => (one.retention ? RETENTION_WORDS[one.retention] : ''),
            },
            {
              title: '密级',
              width: 100,
              render: (_value, one) => (one.secrecy ? secrecyMark(one.secrecy, one.secrecyYears) : ''),
            },
            { title: '每年', width: 50, render: (_value, one) => (one.yearly ? '必备' : '') },
            {
              title: '',
              width: 76,
              render: (_value, one) =>
                one.parent === null ? (
                  reviewer && (
                    <Button size="small" onClick={() => setOpen(newClass(classes, one.code))}>
                      加小类
                    </Button>
                  )
                ) : (
                  <Button
                    size="small"
                    title="制度库中这一类材料所依据的规定"
                    onClick={() => go('duty', { classCode: one.code })}
                  >
                    制度
                  </Button>
                ),
            },
          ]}
        />
      </div>
      <p className="scheme-foot muted">
        共 {heads.length} 大类 {classes.length - heads.length}{' '}
        小类。类号一经使用不改不删，以免已著录的件失去归属。
      </p>
      {open && <ClassDialog key={open.code} edited={open} onClose={() => setOpen(undefined)} onDone={put} />}
      <ReasonDialog
        open={saving}
        title={`存为第 ${(scheme.data?.version ?? 0) + 1} 版`}
        hint={`改动的类：${[...changed].join('、')}。以后著录按新版取默认值；已著录的件不变。`}
        label="修改理由和依据"
        okText="存为新版"
        act={save}
        onClose={() => setSaving(false)}
        run={async (reason) => {
          if (!edit) return false;
          const done = await save.run({ fromVersion: edit.from, reason, classes: [...edit.classes] });
          if (!done) return false;
          setEdit(undefined);
          void message.success(`已存为第 ${done.version} 版`);
          return true;
        }}
      />
    </section>
  );
}
