import { Alert, App, Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { instantWords, sizeWords } from '../words/index.ts';

/** 导出核验: a segment of the record that the inspector checks on their own machine. */
export function LogTab() {
  const { message } = App.useApp();
  const size = useRead('audit.size', {});
  const exporting = useAct('audit.exportLog', { quiet: true });
  const [from, setFrom] = useState<number | null>(null);
  const [to, setTo] = useState<number | null>(null);
  const [purpose, setPurpose] = useState('');
  const write = async () => {
    const folder = await choose('target-folder');
    if (!folder) return;
    const done = await exporting.run({
      ...(from === null ? {} : { fromEvent: from }),
      ...(to === null ? {} : { toEvent: to }),
      purpose,
      folder: folder.token,
    });
    if (done) void message.success(`已写出「${done.fileName}」，${done.events} 条；段尾 ${done.head}`);
  };
  return (
    <div className="audit-log">
      <FailureNote failure={size.failure ?? exporting.failure} />
      {size.data && (
        <p>
          共 {size.data.events.toLocaleString('zh-CN')} 条，{sizeWords(size.data.bytes)}，自{' '}
          {instantWords(size.data.oldestAt)}；已导出到第 {size.data.exportedUpTo} 条。
        </p>
      )}
      {size.data && size.data.warning !== null && <Alert type="warning" showIcon title={size.data.warning} />}
      <p className="muted">
        导出为文本，不含字段内容，只含其摘要；检查人用独立核验程序（在「封条」中导出）在自己的机器上核对。
      </p>
      <Field label="从第几条（不填为开头）">
        <InputNumber min={1} precision={0} value={from} onChange={setFrom} />
      </Field>
      <Field label="到第几条（不填为最后）">
        <InputNumber min={1} precision={0} value={to} onChange={setTo} />
      </Field>
      <Field label="用途">
        <Input maxLength={200} value={purpose} onChange={(event) => setPurpose(event.target.value)} />
      </Field>
      <Button
        type="primary"
        disabled={purpose.trim() === ''}
        loading={exporting.busy}
        onClick={() => void write()}
      >
        选择文件夹并导出…
      </Button>
    </div>
  );
}
