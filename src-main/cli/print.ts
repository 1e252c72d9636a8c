/** Lists as lines of `key=value`-free columns for people, JSON for scripts. */
export function print(value: unknown, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(value)}\n`);
    return;
  }
  for (const line of linesOf(value)) process.stdout.write(`${line}\n`);
}

function linesOf(value: unknown): string[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return ['（无）'];
    return value.map((row) => (isRecord(row) ? Object.values(row).map(text).join('\t') : text(row)));
  }
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([key, one]) =>
      Array.isArray(one)
        ? [`${key}：`, ...linesOf(one).map((line) => `  ${line}`)]
        : [`${key}：${text(one)}`],
    );
  }
  return [text(value)];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}
