import { App, Modal } from 'antd';
import { FailureNote, useAct } from '../archive/index.ts';
import type { Volume } from './use-volume.ts';

interface Props {
  readonly open: boolean;
  readonly fileId: number;
  readonly volume: Volume;
  readonly onClose: () => void;
}

/** 定号: says what becomes unchangeable before it does. */
export function FixDialog({ open, fileId, volume, onClose }: Props) {
  const { message } = App.useApp();
  const fix = useAct('numbering.fix', { quiet: true });
  const { drafts, findings } = volume;
  const numbers = drafts.map((one) => one.itemNumber);
  const close = () => {
    fix.forget();
    onClose();
  };
  const submit = async () => {
    const done = await fix.run({ fileId, basis: volume.basis });
    if (!done) return;
    void message.success(`已定号 ${done.fixed} 件`);
    close();
  };
  return (
    <Modal
      title={`给 ${drafts.length} 件定号？`}
      open={open}
      onCancel={close}
      okText="定号"
      okButtonProps={{ autoFocus: true, loading: fix.busy, disabled: drafts.length === 0 }}
      onOk={() => void submit()}
      destroyOnHidden
    >
      <FailureNote failure={fix.failure} />
      <p>
        件号 {Math.min(...numbers)} 至 {Math.max(...numbers)}。定号以后：
      </p>
      <ul className="fix-consequences">
        <li>件号、铅笔号、档号和类号不再改变，次序不能再移；</li>
        <li>此后补进的材料接在本类最后、件号接在全卷最后；</li>
        <li>作废的号连同理由保留，不再给别的材料；</li>
        <li>确需改排列的，要申请重新整理并经审批，改写纸件上的铅笔号。</li>
      </ul>
      {findings.length > 0 && (
        <p className="warning">检查还有 {findings.length} 处提示没有处理，定号前请确认可以这样。</p>
      )}
      <p className="muted">请把铅笔号写到纸件上再装订。</p>
    </Modal>
  );
}
