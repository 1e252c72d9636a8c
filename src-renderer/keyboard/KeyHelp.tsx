import { Modal } from 'antd';
import { COMMAND_LIST } from './commands.ts';

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** 快捷键一览, made from the registry. */
export function KeyHelp({ open, onClose }: Props) {
  const groups = [...new Set(COMMAND_LIST.map((command) => command.group))];
  return (
    <Modal title="快捷键一览" open={open} onCancel={onClose} footer={null} width={760}>
      <div className="key-help">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {COMMAND_LIST.filter((command) => command.group === group).map((command) => (
                <div key={command.id}>
                  <dt>
                    {command.keys.map((key) => (
                      <kbd key={key}>{keyWords(key)}</kbd>
                    ))}
                  </dt>
                  <dd>{command.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

function keyWords(key: string): string {
  return key
    .replace('ArrowDown', '↓')
    .replace('ArrowUp', '↑')
    .replace('PageDown', 'PgDn')
    .replace('PageUp', 'PgUp');
}
