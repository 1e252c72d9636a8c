import { Input } from 'antd';
import { useState } from 'react';
import { wordsOf } from './words.ts';

/** The text stays as typed; the words in it are what counts. */
export function WordsInput({
  value,
  disabled = false,
  onChange,
}: {
  readonly value: readonly string[];
  readonly disabled?: boolean;
  readonly onChange: (words: string[]) => void;
}) {
  const [text, setText] = useState(value.join('、'));
  return (
    <Input
      value={text}
      maxLength={500}
      disabled={disabled}
      placeholder="不填：不限"
      onChange={(event) => {
        setText(event.target.value);
        onChange(wordsOf(event.target.value));
      }}
    />
  );
}
