import { Alert, App, Button, Input, Radio } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { FieldGroup } from '../field/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { go } from '../navigation/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { dateWords, instantWords } from '../words/index.ts';
import { FactList } from './FactList.tsx';
import { Sources } from './Sources.tsx';
import { StateDialog } from './StateDialog.tsx';
import { CONCLUSION_WORDS, KIND_WORDS, type Letter, type Sentence, STATE } from './words.ts';

/** One letter: its sentences with the page behind each, what else is on file, what stands against it. */
export function LetterPane({ id }: { readonly id: number | undefined }) {
  const letter = useRead('letter.get', id === undefined ? undefined : { id });
  const one = letter.data;
  if (!one)
    return (
      <div className="pane">
        <FailureNote failure={letter.failure} onRetry={letter.reload} />
        <p className="pane-body muted">在清单里选一份，这里是它的句子和每句的出处。</p>
      </div>
    );
  return <Opened key={`${one.id} ${one.revision}`} letter={one} />;
}

/** Sentences are told apart while they are moved about. */
type Written = Sentence & { readonly key: number };

function Opened({ letter }: { readonly letter: Letter }) {
  const { message } = App.useApp();
  const roles = useRoles();
  const save = useAct('letter.save', { quiet: true });
  const withdraw = useAct('letter.withdraw', { quiet: true });
  const exporting = useAct('letter.exportPaper');
  const [conclusion, setConclusion] = useState(letter.conclusion);
  // Read anew after every change in the archive, while the revision stays: what is typed must not be thrown away by it.
  const [saved] = useState(() => letter.sentences.map((one, key) => ({ ...one, key })));
  const [sentences, setSentences] = useState<readonly Written[]>(saved);
  const [withdrawing, setWithdrawing] = useState(false);
  const [showing, setShowing] = useState(false);
  const editable = letter.state === 'draft' && roles.includes('clerk');
  const changed = conclusion !== letter.conclusion || sentences !== saved;
  const list = useRef<HTMLOListElement>(null);
  const moveTo = useRef<number>(undefined);
  useEffect(() => {
    const at = moveTo.current;
    moveTo.current = undefined;
    if (at !== undefined) list.current?.children[at]?.querySelector('textarea')?.focus();
  });
  const store = async () => {
    if (!changed || !editable) return;
    const stored = await save.run({
      id: letter.id,
      revision: letter.revision,
      conclusion,
      sentences: sentences.map(({ text, sources }) => ({
        text,
        sources: sources.map((one) => one.source),
      })),
    });
    if (stored) void message.success('已保存');
  };
  useCommand('form.save', () => void store(), editable);
  const put = (at: number, text: string) =>
    setSentences((now) => now.map((one, place) => (place === at ? { ...one, text } : one)));
  const insert = (fact: Sentence) => {
    moveTo.current = sentences.length;
    setSentences((now) => [...now, { ...fact, key: Math.max(-1, ...now.map((one) => one.key)) + 1 }]);
  };
  const move = (at: number, to: number) => {
    const next = [...sentences];
    const [taken] = next.splice(at, 1);
    if (!taken || to < 0 || to >= sentences.length) return;
    next.splice(to, 0, taken);
    moveTo.current = to;
    setSentences(next);
  };
  const write = async (paper: 'letter' | 'grounds') => {
    const what = paper === 'letter' ? KIND_WORDS[letter.kind] : '依据清单';
    const target = await choose('save-docx', `${what}-${letter.personName}`);
    if (!target) return;
    const written = await exporting.run({ id: letter.id, paper, target: target.token });
    if (written) void message.success(`已写出「${written.fileName}」`);
  };
  return (
    <div className="pane" role="group" aria-label="意见内容">
      <div className="pane-title">
        {letter.personName}
        {'　'}
        <span className="muted">
          {letter.unit} {letter.post} · {KIND_WORDS[letter.kind]} · {STATE[letter.state].word}
          {letter.number === '' ? '' : ` · ${letter.number}`} · 截至 {dateWords(letter.asOf)}
        </span>
      </div>
      <div className="pane-body">
        <FailureNote failure={save.failure} />
        {letter.objections.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={changed ? '上次保存的内容还不能提交' : '还不能提交'}
            description={
              <ul className="letter-plain">
                {letter.objections.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            }
          />
        )}
        {letter.influence.length > 0 && <p className="warning">在影响期内：{letter.influence.join('；')}</p>}
        {letter.openWarnings.length > 0 && (
          <p className="muted">
            未办结的预警（只供承办参考，不写入意见）：
            {letter.openWarnings.map((one) => one.text).join('；')}
            <Button type="link" onClick={() => go('warning', { fileId: letter.fileId })}>
              去看预警
            </Button>
          </p>
        )}
        <p>{letter.opening}</p>
        <ol className="letter-sentences" ref={list}>
          {sentences.map((one, at) => (
            <li key={one.key}>
              {editable ? (
                <Input.TextArea
                  aria-label={`第 ${at + 1} 句`}
                  rows={2}
                  maxLength={300}
                  value={one.text}
                  onChange={(event) => put(at, event.target.value)}
                  onKeyDown={(event) => {
                    if (!event.altKey || event.nativeEvent.isComposing) return;
                    if (event.key === 'ArrowUp') move(at, at - 1);
                    else if (event.key === 'ArrowDown') move(at, at + 1);
                    else return;
                    event.preventDefault();
                  }}
                />
              ) : (
                one.text
              )}
              <Sources sentence={one} />
              {editable && (
                <Button
                  size="small"
                  aria-label={`删去第 ${at + 1} 句`}
                  onClick={() => setSentences(sentences.filter((_other, place) => place !== at))}
                >
                  删去
                </Button>
              )}
            </li>
          ))}
        </ol>
        {sentences.length === 0 && <p className="muted">还没有句子，请从下面的事实中写入。</p>}
        {editable ? (
          <FieldGroup label={`结论（按在卷事实，疑似「${CONCLUSION_WORDS[letter.suggested]}」）`}>
            <Radio.Group
              value={conclusion}
              onChange={(event) => setConclusion(event.target.value as Letter['conclusion'])}
              options={Object.entries(CONCLUSION_WORDS).map(([value, label]) => ({ value, label }))}
            />
          </FieldGroup>
        ) : null}
        {!changed && <p>{letter.conclusionText}</p>}
        {editable && (
          <p className="row-acts">
            <Button type="primary" disabled={!changed} loading={save.busy} onClick={() => void store()}>
              保存
            </Button>
            <Button disabled={!changed} onClick={() => setSentences(saved)}>
              还原
            </Button>
          </p>
        )}
        {editable && <FactList letter={letter} used={sentences} onInsert={insert} />}
        <div className="screen-bar">
          <Button disabled={letter.state === 'withdrawn'} onClick={() => void write('letter')}>
            写出意见…
          </Button>
          <Button disabled={letter.state === 'withdrawn'} onClick={() => void write('grounds')}>
            写出依据清单…
          </Button>
          {letter.state === 'signed' && (
            <>
              <Button onClick={() => setShowing(true)}>签发时的在案状态…</Button>
              {letter.itemId !== null && (
                <Button type="link" onClick={() => go('catalogue', { itemId: letter.itemId ?? 0 })}>
                  归档的那一件
                </Button>
              )}
            </>
          )}
          {roles.includes('clerk') && letter.state !== 'signed' && letter.state !== 'withdrawn' && (
            <Button onClick={() => setWithdrawing(true)}>撤回…</Button>
          )}
        </div>
        <b>经过</b>
        <ul className="letter-plain">
          {letter.history.map((act) => (
            <li key={`${act.at} ${act.act}`}>
              {instantWords(act.at)}　{act.by}　{act.act}
              {act.note === '' ? '' : `：${act.note}`}
            </li>
          ))}
        </ul>
      </div>
      {showing && <StateDialog id={letter.id} onClose={() => setShowing(false)} />}
      <ReasonDialog
        open={withdrawing}
        title="撤回这份意见"
        hint="撤回后留作记录，不再办理。"
        label="撤回原因"
        act={withdraw}
        onClose={() => setWithdrawing(false)}
        run={async (reason) => (await withdraw.run({ id: letter.id, reason })) !== undefined}
      />
    </div>
  );
}
