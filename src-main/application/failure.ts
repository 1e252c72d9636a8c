/** What a person is told of a failure, and what is kept of one nobody expected. */
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Failure, Refusal, type Result } from '#contract/result.ts';
import { VaultFault } from '#main/vault/index.ts';

export type IncidentLog = (line: string) => void;

/** Lies beside the settings, in plain: nothing of an archive's content may go into it. */
export function incidentLog(settingsFolder: string): IncidentLog {
  return (line) => {
    mkdirSync(settingsFolder, { recursive: true });
    appendFileSync(join(settingsFolder, 'incidents.log'), `${new Date().toISOString()} ${line}\n`);
  };
}

/** Puts an outcome into the envelope; what nobody expected gets an incident number and an entry in the log. */
export async function envelope<T>(work: () => Promise<T>, log: IncidentLog): Promise<Result<T>> {
  try {
    return { ok: true, data: await work() };
  } catch (cause) {
    return { ok: false, error: failureOf(cause, log) };
  }
}

export function failureOf(cause: unknown, log: IncidentLog): Failure {
  if (cause instanceof Refusal) {
    const details = cause.details === undefined ? {} : { details: cause.details };
    return { code: cause.code, message: cause.message, ...details };
  }
  if (cause instanceof VaultFault) return { code: 'archive-damaged', message: cause.message };
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (['SQLITE_FULL', 'ENOSPC', 'EDQUOT'].includes(code))
    return { code: 'disk-full', message: '磁盘空间不足，这一步没有做成，已有的都在。请腾出空间后重试。' };
  const incident = randomBytes(4).toString('hex');
  // Kind and places only: the message of an error quotes paths and values, and those name cadres.
  const told = cause instanceof Error ? cause : new Error();
  const places = (told.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  log([`${incident} ${told.name} ${code}`.trimEnd(), ...places].join('\n'));
  return {
    code: 'internal',
    message: `程序出错，这一步没有做成（事件号 ${incident}）。请记下事件号并告知维护人员。`,
    incident,
  };
}
