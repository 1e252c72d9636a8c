import { App, Button, Descriptions, Form, Radio } from 'antd';
import type { Input, Output } from '#contract/index.ts';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { KeymapPanel } from '../keyboard/index.ts';
import { PolicyPanel } from '../policy/index.ts';
import { useRoles } from '../session/index.ts';
import './settings.css';

type Settings = Output<'archive.settings'>;
type Values = Pick<Input<'archive.saveSettings'>, 'numberingStyle'>;

/** 设置: the unit and its key card, sign-in rules, numbering style, keys. */
export function SettingsScreen() {
  const { data, failure, reload } = useRead('archive.settings', {});
  const systemAdmin = useRoles().includes('system-admin');
  return (
    <section className="screen settings" aria-label="设置">
      <FailureNote failure={failure} onRetry={reload} />
      {data && (
        <>
          <UnitPanel settings={data} />
          <PolicyPanel />
          <RulesPanel key={`${data.numberingStyle} ${data.idleMinutes}`} settings={data} />
          <KeymapPanel forEverybody={systemAdmin} />
        </>
      )}
    </section>
  );
}

function UnitPanel({ settings }: { readonly settings: Settings }) {
  const { message } = App.useApp();
  const roles = useRoles();
  const card = useAct('archive.exportKeyCard');
  const may = roles.some((role) => role === 'clerk' || role === 'approver' || role === 'system-admin');
  const exportCard = async () => {
    const target = await choose('save-key-card', `${settings.fondsCode}-单位密钥卡`);
    if (!target) return;
    const written = await card.run({ target: target.token });
    if (written) void message.success(`已写出「${written.fileName}」，指纹 ${written.fingerprint}`);
  };
  return (
    <div className="pane">
      <div className="pane-title">单位</div>
      <div className="pane-body">
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'unit', label: '全宗', children: `${settings.fondsCode} ${settings.fondsName}` },
            { key: 'place', label: '库所在位置', children: settings.place },
            { key: 'id', label: '库编号', children: settings.archiveId },
            { key: 'card', label: '单位密钥卡指纹', children: <code>{settings.unitFingerprint}</code> },
          ]}
        />
        <Button
          disabled={!may}
          title={may ? '' : '密钥卡由档案员、审批人或系统管理员导出'}
          loading={card.busy}
          onClick={() => void exportCard()}
        >
          导出单位密钥卡…
        </Button>
        <p className="muted">
          密钥卡交给对方单位，对方据此给本单位封包；指纹须用电话或公函核对。卡上没有秘密。
        </p>
      </div>
    </div>
  );
}

function RulesPanel({ settings }: { readonly settings: Settings }) {
  const { message } = App.useApp();
  const roles = useRoles();
  const save = useAct('archive.saveSettings', { quiet: true });
  const may = roles.includes('system-admin');
  const submit = async (values: Values) => {
    // How long until the screen locks is the policy's word, above.
    if (await save.run({ ...values, idleMinutes: settings.idleMinutes })) void message.success('已保存');
  };
  return (
    <div className="pane">
      <div className="pane-title">编号</div>
      <Form<Values>
        className="pane-body"
        layout="vertical"
        disabled={!may}
        initialValues={{ numberingStyle: settings.numberingStyle }}
        onFinish={(values) => void submit(values)}
      >
        <FailureNote failure={save.failure} />
        <Form.Item
          name="numberingStyle"
          label="档号样式"
          extra="只影响此后的显示与定号；已定号的各组成部分不变，随时可换一种样式显示。"
        >
          <Radio.Group
            vertical
            options={settings.styles.map((style) => ({
              value: style.id,
              label: `${style.name}，如 ${style.example}`,
            }))}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.busy}>
          保存
        </Button>
        {!may && <span className="muted"> 由系统管理员修改</span>}
      </Form>
    </div>
  );
}
