import { App, Button, InputNumber, Tabs } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import type { Places } from '../navigation/index.ts';
import { PersonPicker, type PickedPerson } from '../person-picker/index.ts';
import { PrintSheet, useRegisteredPrint } from '../print/index.tsx';
import { useRoles } from '../session/index.ts';
import { ValueList } from '../table/index.ts';
import { TemplatePanel } from './TemplatePanel.tsx';
import './forms.css';

type FormId = Output<'forms.list'>['forms'][number]['id'];
type Preview = Output<'forms.preview'>;

/** 表格与打印: choose a form, see what will stand on it, print it or write it out, one or many. */
export function FormsScreen({ params }: { readonly params: Places['forms'] }) {
  const { message } = App.useApp();
  const mayExport = useRoles().some((role) => role === 'clerk' || role === 'reviewer' || role === 'approver');
  const forms = useRead('forms.list', {});
  const [id, setId] = useState<FormId>('contents');
  const [person, setPerson] = useState<PickedPerson | undefined>(
    params.fileId === undefined ? undefined : { fileId: params.fileId, name: params.name ?? '' },
  );
  const [year, setYear] = useState(() => new Date().getFullYear());
  const form = forms.data?.forms.find((one) => one.id === id);
  const ready = form !== undefined && (form.scope === 'archive' || person !== undefined);
  const asked = { form: id, year, ...(form?.scope === 'cadre' && person ? { fileId: person.fileId } : {}) };
  const preview = useRead('forms.preview', ready ? asked : undefined);
  const exporting = useAct('forms.export', { quiet: true });
  const many = useAct('forms.exportMany', { quiet: true });
  const people = useRead('people.ids', { sort: 'roster', descending: false });

  const write = async (format: 'docx' | 'xlsx') => {
    const name = `${form?.name ?? ''}${form?.scope === 'cadre' && person ? `-${person.name}` : `-${year}`}`;
    const target = await choose(format === 'docx' ? 'save-docx' : 'save-xlsx', name);
    if (!target) return;
    const done = await exporting.run({ ...asked, format, target: target.token });
    if (done) void message.success(`已写出「${done.fileName}」，进输出登记簿`);
  };
  const writeAll = async () => {
    const folder = await choose('target-folder');
    const ids = people.data?.ids ?? [];
    if (!folder || ids.length === 0) return;
    const rows: { fileId: number }[] = [];
    for (let at = 0; at < ids.length; at += 200) {
      const part = await window.archive.call('people.rows', { ids: ids.slice(at, at + 200) });
      if (!part.ok) return;
      rows.push(...(part.data as Output<'people.rows'>).rows);
    }
    let written = 0;
    // In portions, so that each answer comes soon and the count can be told.
    for (let at = 0; at < rows.length; at += 50) {
      const fileIds = rows.slice(at, at + 50).map((row) => row.fileId);
      const done = await many.run({ form: id, year, fileIds, folder: folder.token });
      if (!done) return;
      written += done.written.length;
      void message.open({
        key: 'forms',
        type: 'loading',
        content: `已写出 ${written} / ${rows.length} 份`,
        duration: 0,
      });
    }
    void message.open({
      key: 'forms',
      type: 'success',
      content: `写出 ${written} 份到「${folder.name}」`,
      duration: 4,
    });
  };
  const printing = useAct('forms.print');
  const onPaper = useRegisteredPrint(() => printing.run(asked));

  return (
    <section className="screen" aria-label="表格">
      <div className="panes forms-panes">
        <div className="pane">
          <div className="pane-title">表格</div>
          <ValueList
            label="表格"
            values={(forms.data?.forms ?? []).map((one) => ({
              value: one.id,
              label: one.template.own ? `${one.name}（本单位模板）` : one.name,
              count: undefined,
            }))}
            chosen={id}
            onChoose={(next) => {
              const found = forms.data?.forms.find((one) => one.id === next);
              if (found) setId(found.id);
            }}
          />
        </div>
        <div className="forms-main">
          <div className="screen-bar">
            {form?.scope === 'cadre' && <PersonPicker label="哪位干部" value={person} onChange={setPerson} />}
            <InputNumber
              aria-label="年度"
              min={1949}
              max={2200}
              suffix="年"
              value={year}
              onChange={(value) => setYear(value ?? new Date().getFullYear())}
            />
            <Button type="primary" disabled={!ready || !mayExport} onClick={() => void write('docx')}>
              输出文档…
            </Button>
            {form?.xlsx === true && (
              <Button disabled={!ready || !mayExport} onClick={() => void write('xlsx')}>
                输出表格…
              </Button>
            )}
            <Button
              disabled={!preview.data || !mayExport}
              loading={printing.busy}
              title="先记入输出登记簿，再打印"
              onClick={() => void onPaper.print()}
            >
              打印预览内容
            </Button>
            {form?.scope === 'cadre' && (
              <Button disabled={!mayExport} loading={many.busy} onClick={() => void writeAll()}>
                全部干部各一份…
              </Button>
            )}
          </div>
          <FailureNote
            failure={forms.failure ?? preview.failure ?? exporting.failure ?? many.failure}
            onRetry={preview.reload}
          />
          <Tabs
            className="full-tabs"
            destroyOnHidden
            items={[
              {
                key: 'preview',
                label: '预览',
                children: preview.data ? (
                  <div className="forms-paper">
                    <Face preview={preview.data} />
                  </div>
                ) : (
                  <p className="muted">{ready ? '正在取数…' : '请先选定干部。'}</p>
                ),
              },
              {
                key: 'template',
                label: '模板与占位符',
                children: form && <TemplatePanel key={form.id} form={form} />,
              },
            ]}
          />
        </div>
      </div>
      {preview.data && (
        <PrintSheet>
          <Face preview={preview.data} />
          {onPaper.mark !== undefined && <p className="forms-registered">{onPaper.mark}</p>}
        </PrintSheet>
      )}
    </section>
  );
}

function Face({ preview }: { readonly preview: Preview }) {
  const width = preview.headings.length;
  return (
    <article className="forms-face">
      <p>{preview.mark}</p>
      <h2>{preview.title}</h2>
      <p className="forms-pairs">
        {preview.pairs
          .filter((one) => one.label !== '密级')
          .map((one) => (
            <span key={one.label}>
              {one.label}：{one.value}
            </span>
          ))}
      </p>
      {width > 0 && (
        <table>
          <thead>
            <tr>
              {preview.headings.map((heading) => (
                <th key={heading}>{heading}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((cells, at) => (
              // Rows have no name of their own; they never move.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={at}>
                {cells.length === 1 ? (
                  <th colSpan={width}>{cells[0]}</th>
                ) : (
                  cells.map((cell, index) => (
                    // oxlint-disable-next-line react/no-array-index-key
                    <td key={index}>{cell}</td>
                  ))
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {width > 0 && preview.rows.length === 0 && <p className="muted">没有可列的内容。</p>}
    </article>
  );
}
