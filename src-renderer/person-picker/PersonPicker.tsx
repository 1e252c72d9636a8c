import { Select } from 'antd';
import { useEffect, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { read } from '../archive/index.ts';

type PersonRow = Output<'people.rows'>['rows'][number];
/** Whose file; what tells homonyms apart is known where the roster was asked. */
export interface PickedPerson {
  readonly fileId: number;
  readonly name: string;
  readonly personId?: number;
  readonly about?: string;
}

export function pickedFrom(row: PersonRow): PickedPerson {
  const about = [row.unit, row.mainPost, `第${row.volumeNumber}卷`].filter((part) => part !== '').join('　');
  return { fileId: row.fileId, name: row.name, personId: row.id, about };
}
/** Offered at a time; who is further down is found by typing more. */
const MOST = 50;
/** Long enough that a typed syllable asks once. */
const PAUSE_MS = 150;

interface Props {
  readonly value: PickedPerson | undefined;
  readonly onChange: (person: PickedPerson | undefined) => void;
  readonly autoFocus?: boolean;
  readonly label?: string;
  readonly placeholder?: string;
}

function labelOf(person: PickedPerson): string {
  return person.about === undefined ? person.name : `${person.name}　${person.about}`;
}

/** 选干部: by name, pinyin or initials; homonyms are told apart by unit and post. */
export function PersonPicker({
  value,
  onChange,
  autoFocus = false,
  label = '选择干部',
  placeholder = '姓名、拼音或首字母',
}: Props) {
  const [text, setText] = useState('');
  const [people, setPeople] = useState<readonly PickedPerson[]>([]);
  const [found, setFound] = useState(0);
  const [answered, setAnswered] = useState<string>();
  const [composing, setComposing] = useState(false);

  useEffect(() => {
    if (composing) return;
    let current = true;
    const timer = setTimeout(async () => {
      const list = await read('people.ids', {
        ...(text.trim() === '' ? {} : { text }),
        sort: 'roster',
        descending: false,
      });
      if (!list.ok || !current) return;
      const rows = await read('people.rows', { ids: list.data.ids.slice(0, MOST) });
      if (!rows.ok || !current) return;
      setFound(list.data.ids.length);
      setAnswered(text);
      setPeople(rows.data.rows.map(pickedFrom));
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text, composing]);

  // Enter takes the first of the list: while that list answers an older question it would take the wrong person.
  const current = answered === text && !composing;
  const offered = current ? people : [];
  return (
    <div
      className="person-picker"
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
    >
      <Select<{ value: number; label: string }>
        showSearch={{ filterOption: false, onSearch: setText }}
        allowClear
        autoFocus={autoFocus}
        aria-label={label}
        placeholder={placeholder}
        labelInValue
        {...(value === undefined ? {} : { value: { value: value.fileId, label: labelOf(value) } })}
        notFoundContent={current ? '没有这个人' : '正在查找…'}
        onChange={(chosen) => onChange(offered.find((person) => person.fileId === chosen?.value))}
        options={[
          ...offered.map((person) => ({ value: person.fileId, label: labelOf(person) })),
          ...(current && found > MOST
            ? [{ value: 0, disabled: true, label: `共 ${found} 人，只列出前 ${MOST} 人，请多输几个字` }]
            : []),
        ]}
      />
    </div>
  );
}
