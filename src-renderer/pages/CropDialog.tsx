import { InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { pageAddress } from '#contract/bridge.ts';
import type { Output } from '#contract/index.ts';
import { FieldGroup } from '../field/index.ts';

interface Props {
  readonly page: Output<'pages.list'>['pages'][number] | undefined;
  readonly onClose: () => void;
  readonly onCrop: (frame: { left: number; top: number; width: number; height: number }) => void;
}
const SIDES = [
  ['left', '左'],
  ['top', '上'],
  ['right', '右'],
  ['bottom', '下'],
] as const;
type Cut = Record<(typeof SIDES)[number][0], number>;

/** 裁切: how much of each side goes, in percent, shown on the page. */
export function CropDialog({ page, onClose, onCrop }: Props) {
  const [cut, setCut] = useState<Cut>({ left: 0, top: 0, right: 0, bottom: 0 });
  if (!page) return null;
  const frame = {
    left: cut.left / 100,
    top: cut.top / 100,
    width: (100 - cut.left - cut.right) / 100,
    height: (100 - cut.top - cut.bottom) / 100,
  };
  const sensible = frame.width > 0.05 && frame.height > 0.05;
  return (
    <Modal
      title={`裁切第 ${page.position} 页`}
      open
      width={640}
      onCancel={onClose}
      okText="裁切"
      okButtonProps={{ disabled: !sensible || (frame.width === 1 && frame.height === 1) }}
      onOk={() => onCrop(frame)}
    >
      <div className="crop">
        <div className="crop-picture">
          <img
            src={`${pageAddress(page.id)}?${page.version}`}
            alt={`第 ${page.position} 页`}
            draggable={false}
          />
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            <path
              fillRule="evenodd"
              d={`M0 0H100V100H0Z M${cut.left} ${cut.top}H${100 - cut.right}V${100 - cut.bottom}H${cut.left}Z`}
            />
          </svg>
        </div>
        <div>
          {SIDES.map(([side, word]) => (
            <FieldGroup key={side} label={`${word}边裁去`}>
              <InputNumber
                aria-label={`${word}边裁去`}
                min={0}
                max={90}
                step={0.5}
                suffix="%"
                value={cut[side]}
                onChange={(value) => setCut((now) => ({ ...now, [side]: value ?? 0 }))}
              />
            </FieldGroup>
          ))}
          <p className="muted">原图始终保留，可撤销。</p>
        </div>
      </div>
    </Modal>
  );
}
