import { Alert, App, Button, Radio, Space, Table } from 'antd';
import { useEffect, useState } from 'react';
import type { Failure } from '#contract/result.ts';
import { actQuietly, FailureNote } from '../archive/index.ts';
import { COMMAND_LIST, type CommandId } from './commands.ts';
import {
  clashesWith,
  type Keymap,
  keysInForce,
  keyWords,
  labelOf,
  originOf,
  refusalOf,
  withKeys,
} from './keymap.ts';
import { keymapsAre, useKeymaps } from './keys-in-force.ts';
import { recordKeys } from './use-command.ts';

interface Props {
  /** The person may also set the keys of everybody. */
  readonly forEverybody: boolean;
}
type Whose = 'own' | 'everybody';
interface Clash {
  readonly id: CommandId;
  readonly key: string;
  readonly with: readonly CommandId[];
}

const ORIGIN_WORDS = { own: '本人改', everybody: '全库改', program: '默认' } as const;

/** 快捷键: pressed anew one by one; a key that another command has is given over only when the person says so. */
export function KeymapPanel({ forEverybody }: Props) {
  const { message } = App.useApp();
  const keymaps = useKeymaps();
  const [whose, setWhose] = useState<Whose>('own');
  const [recording, setRecording] = useState<CommandId>();
  const [clash, setClash] = useState<Clash>();
  const [refusal, setRefusal] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const keys = keysInForce(whose === 'own' ? keymaps : { ...keymaps, own: {} });

  const save = async (keymap: Keymap) => {
    setClash(undefined);
    setRefusal(undefined);
    const body = {
      keymap: Object.fromEntries(Object.entries(keymap).map(([id, list]) => [id, [...list]])),
    };
    const result = await (whose === 'own'
      ? actQuietly('archive.saveOwnKeymap', body)
      : actQuietly('archive.saveKeymap', body));
    setFailure(result.ok ? undefined : result.error);
    if (!result.ok) return;
    keymapsAre({ ...keymaps, [whose]: keymap });
    void message.success('快捷键已改', 1);
  };
  const take = (id: CommandId, press: string) => {
    setRecording(undefined);
    if (press === 'Escape') return;
    const why = refusalOf(press);
    setRefusal(why === undefined ? undefined : `${keyWords(press)}：${why}。`);
    if (why !== undefined) return;
    const others = clashesWith(id, press, keys);
    if (others.length > 0) setClash({ id, key: press, with: others });
    else void save(withKeys(keymaps[whose], id, [press]));
  };
  const handOver = ({ id, key, with: others }: Clash) => {
    let keymap = withKeys(keymaps[whose], id, [key]);
    for (const other of others)
      keymap = withKeys(
        keymap,
        other,
        keys[other].filter((one) => one !== key),
      );
    void save(keymap);
  };

  useEffect(() => (recording === undefined ? undefined : recordKeys((press) => take(recording, press))));

  return (
    <div className="pane keymap">
      <div className="pane-title">快捷键</div>
      <div className="pane-body">
        <FailureNote failure={failure} />
        <Space wrap>
          {forEverybody && (
            <Radio.Group
              aria-label="改谁的快捷键"
              optionType="button"
              value={whose}
              onChange={(event) => setWhose(event.target.value as Whose)}
              options={[
                { value: 'own', label: '本人' },
                { value: 'everybody', label: '全库' },
              ]}
            />
          )}
          <Button disabled={Object.keys(keymaps[whose]).length === 0} onClick={() => void save({})}>
            全部恢复默认
          </Button>
          <span className="muted">
            {forEverybody
              ? '全库的对每个账号有效，本人改过的以本人的为准。'
              : '只对您的账号有效，存在库里，换一台机器打开也一样。'}
          </span>
        </Space>
        {refusal !== undefined && <Alert type="warning" showIcon title={refusal} />}
        {clash && (
          <Alert
            type="warning"
            showIcon
            title={`${keyWords(clash.key)} 已是「${clash.with.map(labelOf).join('」「')}」的键`}
            action={
              <Space>
                <Button size="small" autoFocus onClick={() => handOver(clash)}>
                  改给「{labelOf(clash.id)}」
                </Button>
                <Button size="small" onClick={() => setClash(undefined)}>
                  算了
                </Button>
              </Space>
            }
          />
        )}
        <Table
          size="small"
          rowKey="id"
          pagination={false}
          scroll={{ y: 320 }}
          dataSource={[...COMMAND_LIST]}
          columns={[
            { title: '组', dataIndex: 'group', width: 90 },
            { title: '命令', dataIndex: 'label' },
            {
              title: '键',
              width: 210,
              render: (_value, { id }) =>
                recording === id ? (
                  <b role="status">请按新的键，Esc 取消</b>
                ) : keys[id].length === 0 ? (
                  <span className="muted">无</span>
                ) : (
                  keys[id].map((key) => <kbd key={key}>{keyWords(key)}</kbd>)
                ),
            },
            {
              title: '来源',
              width: 70,
              render: (_value, { id }) =>
                ORIGIN_WORDS[originOf(id, whose === 'own' ? keymaps : { ...keymaps, own: {} })],
            },
            {
              title: '',
              width: 170,
              render: (_value, { id, label }) => (
                <Space>
                  <Button size="small" aria-label={`更改「${label}」的键`} onClick={() => setRecording(id)}>
                    更改…
                  </Button>
                  <Button
                    size="small"
                    aria-label={`恢复「${label}」的键`}
                    disabled={keymaps[whose][id] === undefined}
                    onClick={() => void save(withKeys(keymaps[whose], id, undefined))}
                  >
                    恢复
                  </Button>
                </Space>
              ),
            },
          ]}
        />
      </div>
    </div>
  );
}
