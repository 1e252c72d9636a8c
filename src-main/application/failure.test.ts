import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Refusal } from '#contract/result.ts';
import { VaultFault } from '#main/vault/index.ts';
import { failureOf, incidentLog } from './failure.ts';

test('an unexpected failure is told by a number, and the log has its places but not a word of its message', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liandang-incident-'));
  try {
    const log = incidentLog(join(folder, 'settings'));
    let cause: unknown;
    try {
      readFileSync(join(folder, '王示范42999919740609377X', '1.jpg'));
    } catch (thrown) {
      cause = thrown;
    }
    const failure = failureOf(cause, log);
    expect(failure.code).toBe('internal');
    expect(failure.message).toContain(failure.incident);
    const kept = readFileSync(join(folder, 'settings', 'incidents.log'), 'utf8');
    expect(kept).toContain(`${failure.incident} Error ENOENT`);
    expect(kept).toContain('failure.test.ts');
    expect(kept).not.toMatch(/王示范|429999/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what was expected keeps its code and words, and leaves no incident', () => {
  const log = (line: string) => {
    throw new Error(`logged: ${line}`);
  };
  expect(failureOf(new Refusal('conflict', '已被他人改动。'), log)).toEqual({
    code: 'conflict',
    message: '已被他人改动。',
  });
  expect(failureOf(new VaultFault('missing', 'ab12', '不存在'), log).code).toBe('archive-damaged');
  expect(failureOf(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }), log).code).toBe('disk-full');
});
