import { Modal } from 'antd';
import { basisAddress } from '#contract/bridge.ts';
import type { Request } from './RequestPane.tsx';

interface Props {
  readonly request: Request;
  readonly onClose: () => void;
}

/** 依据文件, page by page. */
export function BasisDialog({ request, onClose }: Props) {
  return (
    <Modal title={`依据文件：${request.number}`} open width={900} onCancel={onClose} footer={null}>
      <div className="basis-pages">
        {request.basis.flatMap((one) =>
          Array.from({ length: one.pages }, (_, page) => (
            <img
              key={`${one.id} ${page}`}
              src={basisAddress(one.id, page)}
              alt={`${one.fileName} 第 ${page + 1} 页`}
            />
          )),
        )}
      </div>
    </Modal>
  );
}
