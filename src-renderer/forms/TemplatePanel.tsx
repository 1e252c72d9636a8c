import { App, Button, Table } from 'antd';
import { useState } from 'react';
import type { Chosen } from '#contract/bridge.ts';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, useAct } from '../archive/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';

type Form = Output<'forms.list'>['forms'][number];

/** 模板: written out to be edited in Word or WPS, put back in place, or the shipped one again. */
export function TemplatePanel({ form }: { readonly form: Form }) {
  const { message } = App.useApp();
  const roles = useRoles();
  const reviewer = roles.includes('reviewer');
  const exporting = useAct('forms.exportTemplate', { quiet: true });
  const replace = useAct('forms.replaceTemplate', { quiet: true });
  const restore = useAct('forms.restoreTemplate', { quiet: true });
  const [source, setSource] = useState<Chosen>();
  const [restoring, setRestoring] = useState(false);
  const write = async () => {
    const target = await choose('save-docx', `模板-${form.name}`);
    if (!target) return;
    const done = await exporting.run({ form: form.id, target: target.token });
    if (done) void message.success(`已写出「${done.fileName}」`);
  };
  return (
    <>
      <div className="screen-bar">
        <span>
          {form.template.own
            ? `用的是本单位模板（第 ${form.template.version} 版，${form.template.by} ${instantWords(form.template.at)}）`
            : '用的是随程序的模板'}
        </span>
        <Button disabled={!reviewer && !roles.includes('clerk')} onClick={() => void write()}>
          取出模板…
        </Button>
        <Button
          disabled={!reviewer}
          onClick={() => void choose('template').then((one) => one && setSource(one))}
        >
          换成本单位的…
        </Button>
        {form.template.own && (
          <Button disabled={!reviewer} onClick={() => setRestoring(true)}>
            恢复随程序的…
          </Button>
        )}
        {!reviewer && <span className="muted">更换模板由审核员办理。</span>}
      </div>
      <FailureNote failure={exporting.failure ?? replace.failure} />
      <p className="muted">
        在 Word 或 WPS 中改版式、字体、页眉页脚，占位符写在花括号里，如 {'{姓名}'}；一行重复的写成 {'{#材料}'}{' '}
        … {'{/材料}'}。用了表上没有的占位符、循环没有写全、含有宏的，会指出在哪里，不予采用。
      </p>
      <Table
        size="small"
        rowKey={(one) => `${one.loop} ${one.name}`}
        dataSource={form.placeholders}
        pagination={false}
        columns={[
          { title: '占位符', width: 200, render: (_value, one) => `{${one.name}}` },
          {
            title: '在哪个循环里',
            width: 160,
            render: (_value, one) => (one.loop === '' ? '任何地方' : `{#${one.loop}}`),
          },
          { title: '内容', dataIndex: 'says' },
        ]}
      />
      <ReasonDialog
        open={source !== undefined}
        title={`用「${source?.name ?? ''}」替换${form.name}的模板`}
        hint="旧的模板留存，随时可以恢复随程序的模板。"
        label="理由"
        act={replace}
        onClose={() => setSource(undefined)}
        run={async (reason) => {
          if (!source) return false;
          const done = await replace.run({ form: form.id, source: source.token, reason });
          if (done) void message.success(`已采用，第 ${done.version} 版`);
          return done !== undefined;
        }}
      />
      <ReasonDialog
        open={restoring}
        title="恢复随程序的模板"
        hint="本单位的模板留存备查。"
        label="理由"
        act={restore}
        onClose={() => setRestoring(false)}
        run={async (reason) => (await restore.run({ form: form.id, reason })) !== undefined}
      />
    </>
  );
}
