import { Button, Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { FailureNote, read, useRead } from '../archive/index.ts';
import { go, type Places } from '../navigation/index.ts';
import { PersonPicker, type PickedPerson, pickedFrom } from '../person-picker/index.ts';
import { useRoles } from '../session/index.ts';
import { Arrangement } from './Arrangement.tsx';
import { Fixings } from './Fixings.tsx';
import { Rearrangements } from './Rearrangements.tsx';
import { Styles } from './Styles.tsx';
import { Unnumbered } from './Unnumbered.tsx';
import './numbering.css';

/** 编号: the order of a volume and the numbers it yields; what waits for approval; how numbers are written. */
export function NumberingScreen({ params }: { readonly params: Places['numbering'] }) {
  const approverOnly = !useRoles().includes('clerk') && params.personId === undefined;
  const [person, setPerson] = useState<PickedPerson>();
  const waiting = useRead('numbering.rearrangements', {});
  const fixings = useRead('numbering.fixings', {});
  const list = waiting.data?.rearrangements ?? [];
  const asked = fixings.data?.fixings ?? [];
  const proposed = [...list, ...asked].filter((one) => one.state === 'proposed').length;
  const [tab, setTab] = useState<string>();
  const personId = person?.personId;
  const standing = useRead('people.rows', personId === undefined ? undefined : { ids: [personId] });
  useEffect(() => {
    // Who does not number comes for what waits to be decided; once there, the tab stays.
    if (waiting.data && fixings.data)
      setTab((now) => now ?? (approverOnly && proposed > 0 ? 'approvals' : 'arrangement'));
  }, [waiting.data, fixings.data, approverOnly, proposed]);
  const take = async (id: number) => {
    const result = await read('people.rows', { ids: [id] });
    const row = result.ok ? result.data.rows[0] : undefined;
    if (row) setPerson(pickedFrom(row));
  };
  const show = async (id: number) => {
    await take(id);
    setTab('arrangement');
  };
  useEffect(() => {
    if (params.personId !== undefined) void take(params.personId);
  }, [params.personId]);
  return (
    <section className="screen" aria-label="编号">
      <Tabs
        className="full-tabs"
        activeKey={tab ?? 'arrangement'}
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
                    <>
                      <Button onClick={() => go('catalogue', { personId })}>去编目</Button>
                      <Button onClick={() => person && go('file', { fileId: person.fileId, personId })}>
                        干部卷
                      </Button>
                    </>
                  )}
                </div>
                {person ? (
                  <Arrangement
                    key={person.fileId}
                    fileId={person.fileId}
                    fileState={standing.data?.rows[0]?.fileState ?? 'open'}
                    name={person.name}
                  />
                ) : (
                  <Unnumbered onPick={setPerson} />
                )}
              </>
            ),
          },
          {
            key: 'approvals',
            label: `审批${proposed > 0 ? `（${proposed} 项待批）` : ''}`,
            children: (
              <>
                <FailureNote failure={waiting.failure} onRetry={waiting.reload} />
                <FailureNote failure={fixings.failure} onRetry={fixings.reload} />
                <Fixings
                  list={person ? asked.filter((one) => one.fileId === person.fileId) : asked}
                  onOpen={(one) => void show(one.personId)}
                />
                <Rearrangements
                  list={person ? list.filter((one) => one.fileId === person.fileId) : list}
                  of={person?.name}
                />
              </>
            ),
          },
          { key: 'styles', label: '档号式样', children: <Styles /> },
        ]}
      />
    </section>
  );
}
