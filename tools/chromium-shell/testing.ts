/** Starts the fixture on the stand-in and talks to it over Node's own channel. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { codec } from './codec.ts';

export interface Fixture {
  readonly child: ChildProcess;
  /** Everything it wrote on stderr so far. */
  stderr(): string;
  /** Runs one of the commands in fixture/main.ts. Rejects with its error. */
  ask<T = unknown>(command: string, argument?: unknown): Promise<T>;
  /** Settles with the exit code. */
  readonly exited: Promise<number | null>;
}

export function startFixture(
  env: Readonly<Record<string, string>>,
  switches: readonly string[] = [],
): Fixture {
  const child = spawn(
    join(import.meta.dirname, 'electron'),
    [...switches, join(import.meta.dirname, 'fixture'), '--own'],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {
        ...process.env,
        LIANDANG_NODE: process.execPath,
        LIANDANG_HEADLESS: process.env.LIANDANG_HEADLESS ?? '1',
        ...env,
      },
    },
  );
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  let nextId = 0;
  const waiting = new Map<number, (text: string) => void>();
  child.on('message', (message: { id?: number; text?: string }) => {
    if (message.id !== undefined && message.text !== undefined) waiting.get(message.id)?.(message.text);
  });
  const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  return {
    child,
    exited,
    stderr: () => log,
    ask: async <T>(command: string, argument?: unknown): Promise<T> => {
      const id = ++nextId;
      const answered = new Promise<string>((done) => waiting.set(id, done));
      child.send(codec.encode({ id, command, argument }));
      const ended = exited.then((): never => {
        throw new Error(`the fixture ended: ${log}`);
      });
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tests check what they get
      const answer = codec.decode(await Promise.race([answered, ended])) as { ok: T; error?: string };
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.ok;
    },
  };
}
