import { Select } from 'antd';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { goOn } from '../keyboard/index.ts';
import { ItemField } from './ItemField.tsx';
import type { SchemeClass } from './item-draft.ts';

const CLASS_DIGITS = 4;

interface Props {
  readonly value: string;
  readonly classes: readonly SchemeClass[];
  readonly wrong: string | undefined;
  readonly hint: string | undefined;
  readonly disabled: boolean;
  /** Another item is on its way into the form. */
  readonly busy: boolean;
  readonly onClass: (code: string) => void;
}

/** 类号: chosen from the list, or by its four digits, and the typing goes on in the next field. */
export const ClassField = memo(function ClassField(props: Props) {
  const { value, classes, busy, onClass } = props;
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(false);
  const codes = useMemo(() => classes.filter((one) => one.parent !== null), [classes]);
  const options = useMemo(
    () => codes.map((one) => ({ value: one.code, label: `${one.code} ${one.name}` })),
    [codes],
  );
  const choose = (code: string) => {
    setSearch('');
    setOpen(false);
    onClass(code);
  };
  const typed = (text: string) => {
    setSearch(text);
    if (busy || !codes.some((one) => one.code === text)) return;
    const field = document.activeElement?.closest('[data-field]');
    const form = field?.closest<HTMLElement>('.item-fields');
    choose(text);
    if (field && form) goOn(field, form);
  };
  const latest = useRef(typed);
  latest.current = typed;
  useEffect(() => {
    // What was typed faster than the form came is taken when it is there.
    if (!busy && search.length === CLASS_DIGITS) latest.current(search);
  }, [busy, search]);
  return (
    <ItemField name="classCode" label="类号" wrong={props.wrong} hint={props.hint}>
      <Select
        aria-label="类号"
        open={open}
        onOpenChange={setOpen}
        // Enter opens the list and goes on to the next field; the list must not stay behind.
        onBlur={() => setOpen(false)}
        showSearch={{ optionFilterProp: 'label', searchValue: search, onSearch: typed }}
        disabled={props.disabled}
        {...(value === '' ? {} : { value })}
        placeholder="输入类号或名称"
        options={options}
        onChange={choose}
      />
    </ItemField>
  );
});
