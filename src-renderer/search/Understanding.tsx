import { Tag } from 'antd';
import type { Found, Query } from './use-found.ts';

interface Props {
  readonly understood: Found['understood'];
  readonly text: Query['text'];
}

/** How the box was taken: a tag for each piece; what was not understood is marked where it stands. */
export function Understanding({ understood, text }: Props) {
  const { parts, problem, words, notes } = understood;
  if (problem)
    return (
      <div className="search-understood" role="alert">
        <span className="warning">{problem.message}</span>
        <code className="search-problem">
          {text.slice(0, problem.from)}
          <mark>{text.slice(problem.from, problem.to) || '▏'}</mark>
          {text.slice(problem.to)}
        </code>
      </div>
    );
  if (words === '') return null;
  return (
    <div className="search-understood" role="note" aria-label="怎样理解">
      {/* One plain word needs no taking apart. */}
      {parts.length > 1 &&
        parts.map(({ from, to, kind }) => (
          <Tag key={from} variant="filled" {...(kind === 'word' ? { color: 'blue' } : {})}>
            {text.slice(from, to)}
          </Tag>
        ))}
      <span className="muted">找：{words}</span>
      {notes.map((note) => (
        <span key={note} className="warning">
          {note}
        </span>
      ))}
    </div>
  );
}
