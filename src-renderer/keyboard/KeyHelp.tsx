import { Modal } from 'antd';
import { COMMAND_LIST } from './commands.ts';
import { keyWords } from './keymap.ts';
import { useKeys } from './keys-in-force.ts';

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** What lists and fields answer to by themselves; not commands, so not to be changed. */
const FIXED = [
  ['Enter', '下一栏；列表里：打开'],
  ['↑ ↓ PgUp PgDn', '列表里移动；Home、End 到头尾'],
  ['空格', '列表里选中、取消选中'],
  ['Shift+↑ Shift+↓', '列表里连续选中'],
  ['Ctrl+A', '列表里全部选中'],
  ['0–9', '类号栏里按类号选类'],
] as const;

/** 快捷键一览, made from the registry, with the keys in force. */
export function KeyHelp({ open, onClose }: Props) {
  const inForce = useKeys();
  const groups = [...new Set(COMMAND_LIST.map((command) => command.group))];
  return (
    <Modal title="快捷键一览" open={open} style={{ top: 24 }} onCancel={onClose} footer={null} width={1180}>
      <div className="key-help">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {COMMAND_LIST.filter((command) => command.group === group).map((command) => (
                <div key={command.id}>
                  <dt>
                    {inForce[command.id].map((key) => (
                      <kbd key={key}>{keyWords(key)}</kbd>
                    ))}
                  </dt>
                  <dd>{command.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>列表和栏目（固定）</h3>
          <dl>
            {FIXED.map(([keys, label]) => (
              <div key={keys}>
                <dt>
                  <kbd>{keys}</kbd>
                </dt>
                <dd>{label}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <p className="muted">快捷键可在「设置」里改，各人各用。</p>
    </Modal>
  );
}
