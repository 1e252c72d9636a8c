import { Descriptions, Modal } from 'antd';
import { useSession } from '../session/index.ts';

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** 关于: version and what runs it; the stand-in says that it is one. */
export function About({ open, onClose }: Props) {
  const session = useSession();
  return (
    <Modal title="关于廉档" open={open} onCancel={onClose} footer={null}>
      <Descriptions
        column={1}
        items={[
          { key: 'version', label: '版本', children: session?.program.version },
          { key: 'runtime', label: '运行环境', children: session?.program.runtime },
          { key: 'licence', label: '许可', children: 'Apache-2.0' },
          { key: 'network', label: '网络', children: '本程序不含任何联网功能' },
        ]}
      />
    </Modal>
  );
}
