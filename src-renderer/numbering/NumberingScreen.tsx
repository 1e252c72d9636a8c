import { Button, Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { FailureNote, read, useRead } from '../archive/index.ts';
import { go, type Places } from '../navigation/index.ts';
import { PersonPicker, type PickedPerson, pickedFrom } from '../person-picker/index.ts';
import { Arrangement } from './Arrangement.tsx';
import { Rearrangements } from './Rearrangements.tsx';
import './numbering.css';

/** 编号: the order of a volume and the numbers it yields; re-arrangements that wait for approval. */
export function NumberingScreen({ params }: { readonly params: Places['numbering'] }) {
  const [person, setPerson] = useState<PickedPerson>();
  const [tab, setTab] = useState('arrangement');
  const waiting = useRead('numbering.rearrangements', {});
  const proposed = (waiting.data?.rearrangements ?? []).filter((one) => one.state === 'proposed').length;
  useEffect(() => {
    if (params.personId === undefined) return;
    void read('people.rows', { ids: [params.personId] }).then((result) => {
      const row = result.ok ? result.data.rows[0] : undefined;
      if (row) setPerson(pickedFrom(row));
    });
  }, [params.personId]);
  const personId = person?.personId;
  return (
    <section className="screen" aria-label="编号">
      <Tabs
        className="full-tabs"
        activeKey={tab}
        onChange={setTab}
        destroyOnHidden
        items={[
          {
            key: 'arrangement',
            label: '排列与定号',
            children: (
              <>
                <div className="screen-bar">
                  <PersonPicker
                    value={person}
                    onChange={setPerson}
                    autoFocus={params.personId === undefined}
                    label="哪位干部"
                  />
                  {personId !== undefined && (
                    <Button onClick={() => go('catalogue', { personId })}>去编目</Button>
                  )}
                </div>
                {person ? (
                  <Arrangement key={person.fileId} fileId={person.fileId} name={person.name} />
                ) : (
                  <p className="muted">选定一位干部，这里显示本卷各件的排列、件号、铅笔号和档号。</p>
                )}
              </>
            ),
          },
          {
            key: 'rearrangements',
            label: `重新整理${proposed > 0 ? `（${proposed} 项待批）` : ''}`,
            children: (
              <>
                <FailureNote failure={waiting.failure} onRetry={waiting.reload} />
                <Rearrangements list={waiting.data?.rearrangements ?? []} />
              </>
            ),
          },
        ]}
      />
    </section>
  );
}
