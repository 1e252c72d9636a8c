export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A label and what became of it. */
export type Row = readonly [string, string];

/** Columns a terminal gives a text: Chinese characters take two. */
function columns(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + (/[\u2e80-\uffef\u{20000}-\u{3ffff}]/u.test(character) ? 2 : 1),
    0,
  );
}

export function printTable(title: string, rows: readonly Row[]): void {
  const widest = Math.max(...rows.map(([label]) => columns(label)));
  say('');
  say(`── ${title} ${'─'.repeat(Math.max(0, 66 - columns(title)))}`);
  for (const [label, value] of rows) say(`${label}${' '.repeat(widest - columns(label))}  ${value}`);
}
