import { App, Button, Input } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { CONCLUSION_WORDS } from './words.ts';

type Wording = Output<'letter.wording'>['wording'];

/** 措辞: what each kind of fact and each conclusion is said with; signed letters keep their words. */
export function WordingTab() {
  const { data, failure, reload } = useRead('letter.wording', {});
  return (
    <>
      <FailureNote failure={failure} onRetry={reload} />
      {data && <Editor key={data.version} version={data.version} saved={data.wording} />}
    </>
  );
}

function Editor({ version, saved }: { readonly version: number; readonly saved: Wording }) {
  const { message } = App.useApp();
  const reviewer = useRoles().includes('reviewer');
  const save = useAct('letter.saveWording', { quiet: true });
  const [wording, setWording] = useState(saved);
  const [asking, setAsking] = useState(false);
  const changed = wording !== saved;
  useCommand('form.save', () => changed && setAsking(true), reviewer);
  const line = (label: string, value: string, onChange: (text: string) => void) => (
    <Field key={label} label={label}>
      <Input
        disabled={!reviewer}
        maxLength={300}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
  return (
    <div className="letter-wording">
      <p className="muted">
        第 {version} 版。花括号里的词由程序填入。{reviewer ? '' : '由审核员修改。'}已签发的意见不随措辞改变。
      </p>
      {line('意见回复的开头', wording.opening, (opening) => setWording({ ...wording, opening }))}
      {line('结论性意见的开头', wording.openingOfConclusion, (openingOfConclusion) =>
        setWording({ ...wording, openingOfConclusion }),
      )}
      {line('文号', wording.number, (number) => setWording({ ...wording, number }))}
      {(Object.keys(CONCLUSION_WORDS) as (keyof Wording['conclusions'])[]).map((key) =>
        line(`结论：${CONCLUSION_WORDS[key]}`, wording.conclusions[key], (text) =>
          setWording({ ...wording, conclusions: { ...wording.conclusions, [key]: text } }),
        ),
      )}
      {line('处理处分，有影响期', wording.measure, (measure) => setWording({ ...wording, measure }))}
      {line('处理处分，无影响期', wording.measureWithout, (measureWithout) =>
        setWording({ ...wording, measureWithout }),
      )}
      {wording.none.map((one) =>
        line(`没有 ${one.classes} 类材料`, one.text, (text) =>
          setWording({
            ...wording,
            none: wording.none.map((other) => (other === one ? { ...one, text } : other)),
          }),
        ),
      )}
      {wording.facts.map((one) =>
        line(`${one.classes} 类的一件`, one.text, (text) =>
          setWording({
            ...wording,
            facts: wording.facts.map((other) => (other === one ? { ...one, text } : other)),
          }),
        ),
      )}
      {reviewer && (
        <p className="row-acts">
          <Button type="primary" disabled={!changed} onClick={() => setAsking(true)}>
            保存为新版本…
          </Button>
          <Button disabled={!changed} onClick={() => setWording(saved)}>
            还原
          </Button>
        </p>
      )}
      <ReasonDialog
        open={asking}
        title="保存措辞"
        hint="以后起草的意见用新的措辞。"
        label="修改原因"
        act={save}
        onClose={() => setAsking(false)}
        run={async (reason) => {
          const stored = await save.run({ fromVersion: version, wording, reason });
          if (stored) void message.success(`已存为第 ${stored.version} 版`);
          return stored !== undefined;
        }}
      />
    </div>
  );
}
