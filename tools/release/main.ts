/** `npm run dist [-- linux-x64 linux-arm64 win32-x64] [--electron PATH] [--out FOLDER]`: packages that run by themselves. */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { electronPackage, findElectronRuntime } from './electron-runtime.ts';
import { makeNotices } from './notices.ts';
import { pack } from './pack.ts';
import { Refusal, refusingPlainly } from './refusal.ts';
import { stage } from './stage.ts';
import { isTarget, TARGETS, type Target, USUAL } from './target.ts';

const ROOT = join(import.meta.dirname, '..', '..');

function asked(positionals: readonly string[]): readonly Target[] {
  const unknown = positionals.find((one) => !isTarget(one));
  if (unknown !== undefined)
    throw new Refusal(
      `没有「${unknown}」这个发行目标，可用的是 ${TARGETS.join('、')}。`,
      `There is no target ${unknown}: there are ${TARGETS.join(', ')}.`,
    );
  return positionals.length === 0 ? USUAL : positionals.filter(isTarget);
}

await refusingPlainly(async () => {
  const { values, positionals } = parseArgs({
    options: { electron: { type: 'string' }, out: { type: 'string', default: join(ROOT, 'dist') } },
    allowPositionals: true,
  });
  const out = resolve(values.out);
  const work = join(out, '.work');
  const electron = electronPackage(ROOT);
  let notices: string | undefined;
  const refused: string[] = [];
  for (const target of asked(positionals)) {
    try {
      // First: without it nothing else is worth the time.
      const runtime = await findElectronRuntime(target, electron, values.electron);
      notices ??= await makeNotices(ROOT);
      const staged = join(work, 'staged');
      await stage(target, ROOT, staged);
      const result = join(out, target);
      await pack({
        target,
        root: ROOT,
        staged,
        electron: runtime,
        electronVersion: electron.version,
        notices,
        work,
        result,
      });
      process.stdout.write(`${target}: ${result}\n`);
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      refused.push(cause.message);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  for (const message of refused) process.stderr.write(`${message}\n`);
  if (refused.length > 0) process.exitCode = 1;
});
