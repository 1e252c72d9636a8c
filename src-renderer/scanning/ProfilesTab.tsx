import { App, AutoComplete, Button, Input, InputNumber, Popconfirm, Radio, Select, Table } from 'antd';
import { useState } from 'react';
import type { Output, Input as RouteInput } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { useRoles } from '../session/index.ts';

type Profile = RouteInput<'scanning.saveProfile'>['profile'];
type Saved = Output<'scanning.profiles'>['profiles'][number];
type Device = Output<'scanning.devices'>['devices'][number];
const EMPTY: Profile = {
  name: '',
  device: '',
  mode: 'colour',
  dpi: 300,
  source: '',
  width: 210,
  height: 297,
  format: 'jpeg',
  quality: 92,
  extra: [],
  standard: 'GB/T 33870-2017',
};
const MODE_WORDS = { colour: '彩色', grey: '灰度', mono: '黑白' } as const;

/** 扫描方案: which scanner, how fine, in which colours; by the standards or one's own. */
export function ProfilesTab() {
  const { message } = App.useApp();
  const clerk = useRoles().includes('clerk');
  const profiles = useRead('scanning.profiles', {});
  const [id, setId] = useState<number>();
  const [draft, setDraft] = useState<Profile>(EMPTY);
  const [devices, setDevices] = useState<readonly Device[]>([]);
  const [sources, setSources] = useState<readonly string[]>([]);
  const find = useAct('scanning.devices', { quiet: true });
  const ask = useAct('scanning.deviceOptions', { quiet: true });
  const save = useAct('scanning.saveProfile', { quiet: true });
  const remove = useAct('scanning.removeProfile');
  const set = (part: Partial<Profile>) => setDraft((now) => ({ ...now, ...part }));
  const search = async () => {
    const found = await find.run({});
    if (!found) return;
    setDevices(found.devices);
    if (found.devices.length === 0) void message.info('没有找到扫描仪。请检查电源和连接，或直接填写设备名。');
  };
  const learn = async () => {
    const options = await ask.run({ device: draft.device });
    if (options) setSources(options.sources);
  };
  const store = async () => {
    const done = await save.run({ ...(id === undefined ? {} : { id }), profile: draft });
    if (!done) return;
    setId(done.id);
    void message.success('方案已保存。');
  };
  useCommand('form.save', () => void store(), clerk && draft.name !== '' && draft.device !== '');
  const edit = ({ id: saved, ...profile }: Saved) => {
    setId(saved);
    setDraft(profile);
  };
  return (
    <div className="panes scan-panes">
      <div className="pane pane-body">
        <FieldGroup label="从标准开始">
          <Select
            aria-label="从标准开始"
            placeholder="选一个预设"
            className="scan-choice"
            value={null}
            onChange={(name: string | null) => {
              const preset = profiles.data?.presets.find((one) => one.name === name);
              if (preset) {
                setId(undefined);
                set(preset);
              }
            }}
            options={(profiles.data?.presets ?? []).map((one) => ({
              value: one.name,
              label: `${one.name}（${one.standard}）`,
            }))}
          />
        </FieldGroup>
        <Field label="名称" required>
          <Input maxLength={40} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
        </Field>
        <FieldGroup label="扫描仪" required>
          <AutoComplete
            aria-label="扫描仪"
            className="scan-choice"
            value={draft.device}
            onChange={(device: string) => set({ device })}
            options={devices.map((one) => ({ value: one.name, label: `${one.label}　${one.name}` }))}
          />
          <span className="row-acts">
            <Button loading={find.busy} disabled={!clerk} onClick={() => void search()}>
              查找扫描仪
            </Button>
            <Button loading={ask.busy} disabled={!clerk || draft.device === ''} onClick={() => void learn()}>
              读取进纸方式
            </Button>
          </span>
        </FieldGroup>
        <FailureNote failure={find.failure ?? ask.failure ?? save.failure} />
        <FieldGroup label="进纸方式" extra="空：设备默认（一般为平板）">
          <AutoComplete
            aria-label="进纸方式"
            className="scan-choice"
            value={draft.source}
            onChange={(source: string) => set({ source })}
            options={sources.map((value) => ({ value }))}
          />
        </FieldGroup>
        <FieldGroup label="颜色">
          <Radio.Group
            value={draft.mode}
            onChange={(event) => set({ mode: event.target.value as Profile['mode'] })}
            options={(['colour', 'grey', 'mono'] as const).map((value) => ({
              value,
              label: MODE_WORDS[value],
            }))}
          />
        </FieldGroup>
        <FieldGroup label="分辨率与幅面">
          <span className="row-acts">
            <InputNumber
              aria-label="分辨率"
              min={50}
              max={1200}
              value={draft.dpi}
              suffix="dpi"
              onChange={(dpi) => set({ dpi: dpi ?? 300 })}
            />
            <InputNumber
              aria-label="宽"
              min={20}
              max={500}
              value={draft.width}
              suffix="mm"
              onChange={(width) => set({ width: width ?? 210 })}
            />
            <InputNumber
              aria-label="高"
              min={20}
              max={1000}
              value={draft.height}
              suffix="mm"
              onChange={(height) => set({ height: height ?? 297 })}
            />
          </span>
        </FieldGroup>
        <FieldGroup label="格式">
          <Radio.Group
            value={draft.format}
            onChange={(event) => set({ format: event.target.value as Profile['format'] })}
            options={[
              { value: 'jpeg', label: 'JPEG' },
              { value: 'tiff', label: 'TIFF（不失真）' },
            ]}
          />
        </FieldGroup>
        <FieldGroup label="遵循标准">
          <Select
            aria-label="遵循标准"
            className="scan-choice"
            value={draft.standard}
            onChange={(standard) => set({ standard })}
            options={[
              { value: 'GB/T 33870-2017', label: 'GB/T 33870-2017 干部人事档案' },
              { value: 'DA/T 31-2017', label: 'DA/T 31-2017 纸质档案' },
              { value: '', label: '不声明' },
            ]}
          />
        </FieldGroup>
        <Field label="设备选项" extra="每个“名称=值”，输入后按回车；一般不用填">
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            value={draft.extra}
            onChange={(extra: string[]) => set({ extra })}
          />
        </Field>
        <span className="row-acts">
          <Button
            type="primary"
            title="Ctrl+S"
            disabled={!clerk || draft.name === '' || draft.device === ''}
            loading={save.busy}
            onClick={() => void store()}
          >
            保存方案
          </Button>
          <Button
            onClick={() => {
              setId(undefined);
              setDraft(EMPTY);
            }}
          >
            新方案
          </Button>
        </span>
      </div>
      <div className="pane">
        <div className="pane-title">已有的方案</div>
        <FailureNote failure={profiles.failure} onRetry={profiles.reload} />
        <Table<Saved>
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={profiles.data?.profiles ?? []}
          locale={{ emptyText: '还没有方案，在左边新建一个' }}
          columns={[
            {
              title: '名称',
              render: (_value, one) => (
                <Button type="link" onClick={() => edit(one)}>
                  {one.name}
                </Button>
              ),
            },
            { title: '扫描仪', dataIndex: 'device', ellipsis: true },
            { title: '进纸', render: (_value, one) => one.source || '默认', width: 130, ellipsis: true },
            { title: '设置', render: (_value, one) => `${one.dpi}dpi ${MODE_WORDS[one.mode]}`, width: 120 },
            { title: '标准', dataIndex: 'standard', width: 140 },
            {
              title: '',
              width: 80,
              render: (_value, one) =>
                clerk && (
                  <Popconfirm title="删除这个方案？" onConfirm={() => void remove.run({ id: one.id })}>
                    <Button>删除</Button>
                  </Popconfirm>
                ),
            },
          ]}
        />
      </div>
    </div>
  );
}
