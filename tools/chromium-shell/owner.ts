/** Tells a running process apart from a later one that was given the same id. */
import { readFileSync } from 'node:fs';

/** Linux: clock ticks from boot to the start of the process, proc(5) `stat` field 22; elsewhere, or when gone: '0'. */
function startMark(pid: number): string {
  if (process.platform !== 'linux') return '0';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the name in brackets and may hold spaces: count from after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) {
      return '0';
    }
    throw error;
  }
}

/** `<pid>-<start mark>` of this process. */
export function ownMark(): string {
  return `${process.pid}-${startMark(process.pid)}`;
}

/** Whether the process that wrote the mark still runs; false for anything that is no mark. */
export function ownerRuns(mark: string): boolean {
  const found = /^(\d+)-(\d+)$/.exec(mark);
  const pid = Number(found?.[1]);
  if (!found || !Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return process.platform !== 'linux' || startMark(pid) === found[2];
}
