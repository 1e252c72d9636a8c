import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Failed } from './desk.ts';

/** The new password of a change: a file, the environment, or a prompt. */
export function readNewPassword(file: string | undefined): Promise<string> {
  const given = process.env['LIANDANG_NEW_PASSWORD'];
  if (file === undefined && given !== undefined) return Promise.resolve(given);
  return readPassword(file, '新密码：');
}

/** From a file's first line, the environment, or a prompt that does not echo. Never an argument: those show in lists of processes. */
export async function readPassword(file: string | undefined, prompt = '密码：'): Promise<string> {
  if (file !== undefined) {
    try {
      return readFileSync(file, 'utf8').split(/\r?\n/)[0] ?? '';
    } catch {
      throw Failed.usage(`密码文件「${file}」读不出来。`);
    }
  }
  const given = process.env['LIANDANG_PASSWORD'];
  if (given !== undefined && prompt === '密码：') return given;
  if (!process.stdin.isTTY)
    throw Failed.usage('没有密码：请用 --password-file 或环境变量 LIANDANG_PASSWORD。');
  process.stderr.write(prompt);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await new Promise((resolve) => lines.question('', resolve));
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
