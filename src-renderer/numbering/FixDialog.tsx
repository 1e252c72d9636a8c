import { App, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { FailureNote, useAct } from '../archive/index.ts';
import type { Volume } from './use-volume.ts';

interface Props {
  readonly open: boolean;
  readonly fileId: number;
  readonly volume: Volume;
  readonly onClose: () => void;
}

/** 提请定号、装订: says what becomes unchangeable once another person has approved it. */
export function FixDialog({ open, fileId, volume, onClose }: Props) {
  const { message } = App.useApp();
  const propose = useAct('numbering.proposeFixing', { quiet: true });
  const [binds, setBinds] = useState(true);
  const { drafts, findings } = volume;
  const numbers = drafts.map((one) => one.itemNumber);
  const close = () => {
    propose.forget();
    onClose();
  };
  const submit = async () => {
    const done = await propose.run({ fileId, basis: volume.basis, binds: binds || drafts.length === 0 });
    if (!done) return;
    void message.success('已提请，等另一人批准；批准前仍可撤回。');
    close();
  };
  return (
    <Modal
      title={drafts.length > 0 ? `提请给 ${drafts.length} 件定号？` : `提请装订 ${volume.loose} 件？`}
      open={open}
      onCancel={close}
      okText="提请"
      okButtonProps={{ autoFocus: true, loading: propose.busy }}
      onOk={() => void submit()}
      destroyOnHidden
    >
      <FailureNote failure={propose.failure} />
      {drafts.length > 0 ? (
        <>
          <p>
            件号 {Math.min(...numbers)} 至 {Math.max(...numbers)}。审核员或审批人批准以后：
          </p>
          <ul className="fix-consequences">
            <li>件号、铅笔号、档号和类号不再改变，次序不能再移；</li>
            <li>此后补进的材料接在本类最后、件号接在全卷最后；</li>
            <li>作废的号连同理由保留，不再给别的材料；</li>
            <li>确需改排列的，要申请重新整理并经审批，改写纸件上的铅笔号。</li>
          </ul>
          <Checkbox checked={binds} onChange={(event) => setBinds(event.target.checked)}>
            连同装订（此后补进的件另列为未装订）
          </Checkbox>
        </>
      ) : (
        <p>这些件已定号、还没有装进卷里。批准以后本卷记为已装订。</p>
      )}
      {findings.length > 0 && (
        <p className="warning">检查还有 {findings.length} 处提示没有处理，提请前请确认可以这样。</p>
      )}
      <p className="muted">批准以后把铅笔号写到纸件上再装订。</p>
    </Modal>
  );
}
