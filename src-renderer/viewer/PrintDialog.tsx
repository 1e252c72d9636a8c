import { Alert, Checkbox, Input, InputNumber, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { pageAddress } from '#contract/bridge.ts';
import { FailureNote, useAct } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { PrintSheet } from '../print/index.tsx';
import type { ViewedPage } from './PageViewer.tsx';

interface Props {
  readonly itemId: number;
  readonly pages: readonly ViewedPage[];
  readonly onClose: () => void;
}
/** 归档章: two rows of three cells (DA/T 22-2015). */
const STAMP_CELLS = ['fonds', 'year', 'item', 'class', 'retention', 'pages'] as const;
interface Registered {
  readonly number: number;
  readonly watermark: string;
  readonly stamp: readonly string[] | null;
}

/** 打印扫描页: registered first, with purpose and destination; only then does the paper come, each sheet with its mark. */
export function PrintDialog({ itemId, pages, onClose }: Props) {
  const print = useAct('output.print', { quiet: true });
  const ask = useAct('output.request', { quiet: true });
  const [chosen, setChosen] = useState<readonly number[]>(pages.map((page) => page.id));
  const [copies, setCopies] = useState(1);
  const [purpose, setPurpose] = useState('');
  const [destination, setDestination] = useState('');
  const [stamped, setStamped] = useState(true);
  const [registered, setRegistered] = useState<Registered>();
  const [asked, setAsked] = useState(false);
  const ready = chosen.length > 0 && purpose.trim() !== '' && destination.trim() !== '';
  const submit = async () => {
    const done = await print.run({ itemId, pageIds: [...chosen], copies, purpose, destination });
    if (done) setRegistered(done);
  };
  const request = async () => {
    if (await ask.run({ subject: { what: 'page-print', id: itemId }, copies, purpose, destination }))
      setAsked(true);
  };
  return (
    <Modal
      title="打印扫描页"
      open
      onCancel={onClose}
      okText="登记并打印"
      okButtonProps={{ disabled: !ready || registered !== undefined, loading: print.busy }}
      onOk={() => void submit()}
    >
      <FailureNote failure={print.failure ?? ask.failure} />
      {print.failure?.code === 'state-refused' && !asked && (
        <Alert
          type="info"
          showIcon
          title="这一密级的打印须先经审批"
          action={
            <button type="button" className="link" onClick={() => void request()}>
              照此申请
            </button>
          }
        />
      )}
      {asked && <Alert type="success" showIcon title="已报审批人；批准后再来打印。" />}
      <FieldGroup label="哪些页">
        <Checkbox.Group
          value={[...chosen]}
          onChange={setChosen}
          options={pages.map((page, index) => ({ value: page.id, label: `第 ${index + 1} 页` }))}
        />
      </FieldGroup>
      <Checkbox checked={stamped} onChange={(event) => setStamped(event.target.checked)}>
        已定号的件，首页加印归档章
      </Checkbox>
      <Field label="份数">
        <InputNumber
          min={1}
          max={99}
          precision={0}
          value={copies}
          onChange={(value) => setCopies(value ?? 1)}
        />
      </Field>
      <Field label="用途">
        <Input maxLength={200} value={purpose} onChange={(event) => setPurpose(event.target.value)} />
      </Field>
      <Field label="去向">
        <Input maxLength={200} value={destination} onChange={(event) => setDestination(event.target.value)} />
      </Field>
      {registered && (
        <Sheets
          pages={pages.map((page) => page.id).filter((id) => chosen.includes(id))}
          mark={registered.watermark}
          stamp={stamped ? registered.stamp : null}
          onPrinted={onClose}
        />
      )}
    </Modal>
  );
}

interface SheetsProps {
  readonly pages: readonly number[];
  readonly mark: string;
  readonly stamp: readonly string[] | null;
  readonly onPrinted: () => void;
}

/** One sheet a page; printed once every picture is there. */
function Sheets({ pages, mark, stamp, onPrinted }: SheetsProps) {
  const [loaded, setLoaded] = useState(0);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    if (loaded < pages.length) return;
    void window.archive.print().then((done) => (done ? onPrinted() : setRefused(true)));
  }, [loaded, pages.length, onPrinted]);
  return (
    <>
      {refused && (
        <Alert
          type="warning"
          showIcon
          title="没有打印出来（已取消，或本机没有打印机）；登记仍在，请在备注中说明或重新打印。"
        />
      )}
      <PrintSheet>
        {pages.map((id, index) => (
          <section key={id} className="printed-page">
            <img src={pageAddress(id)} alt="" onLoad={() => setLoaded((now) => now + 1)} />
            {index === 0 && stamp !== null && (
              <div className="printed-stamp">
                {STAMP_CELLS.map((cell, at) => (
                  <span key={cell}>{stamp[at]}</span>
                ))}
              </div>
            )}
            <div className="printed-mark">
              {Array.from({ length: 12 }, (_, index) => (
                <span key={`mark-${String(index)}`}>{mark}</span>
              ))}
            </div>
          </section>
        ))}
      </PrintSheet>
    </>
  );
}
