import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One run of one thing. */
export interface Run {
  readonly seconds: number;
  /** Most memory held at one moment, in MiB; undefined where the system doesn't tell (only Linux does). */
  readonly peak: number | undefined;
}

/** What is measured against what, and how far it should come. */
export interface Line {
  readonly subject: string;
  readonly ours: readonly Run[];
  readonly baseline: string;
  readonly against: readonly Run[];
  /** Most that `ours ÷ baseline` in time should be; undefined: told without an aim. */
  readonly atMost?: number;
  /** Bytes worked on, for MB/s. */
  readonly bytes?: number;
}

const PEAKS_ANEW = '5'; // proc(5), clear_refs: resets the peak resident set
/** How often the memory of another program is looked at, in milliseconds. */
const LOOK_EVERY = 10;

/** Where everything is made: set LIANDANG_BENCH to put it on the disk that is to be measured. */
export function benchFolder(): string {
  const folder = process.env['LIANDANG_BENCH'] ?? join(tmpdir(), 'liandang-bench');
  mkdirSync(folder, { recursive: true });
  const TMPFS = 0x01021994; // statfs(2)
  if (statfsSync(folder).type === TMPFS)
    say(`note: ${folder} lies in memory, so syncing costs nothing; set LIANDANG_BENCH to a folder on a disk`);
  return folder;
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Runs in this process: its peak includes its worker threads, and what it held before. */
export async function timed(work: () => unknown): Promise<Run> {
  peaksAnew();
  const start = performance.now();
  await work();
  return { seconds: (performance.now() - start) / 1000, peak: ownPeak() };
}

export function peaksAnew(): void {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', PEAKS_ANEW);
}

export function ownPeak(): number | undefined {
  return memory('self', 'VmHWM');
}

/**
 * Runs a shell command and its children to the end; memory is the sum over them, sampled.
 * @throws Error when it exits with another code than 0
 */
export async function command(line: string, cwd: string): Promise<Run> {
  const start = performance.now();
  const child = spawn('bash', ['-o', 'pipefail', '-c', line], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  const complaints: Buffer[] = [];
  child.stderr.on('data', (bytes: Buffer) => complaints.push(bytes));
  const watch = peakOfTree(child.pid);
  let code: number | null;
  let peak: number | undefined;
  try {
    code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
  } finally {
    peak = watch.end();
  }
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`${line}: exit ${code}, ${Buffer.concat(complaints).toString()}`);
  return { seconds, peak };
}

/** Watches the memory of a process and its children; `end` tells the peak, in MiB. */
export function peakOfTree(pid: number | undefined): { readonly end: () => number | undefined } {
  let peak: number | undefined;
  const look = () => {
    const now = pid === undefined ? undefined : treeMemory(String(pid));
    if (now !== undefined) peak = Math.max(peak ?? 0, now);
  };
  look();
  const watch = setInterval(look, LOOK_EVERY);
  return {
    end: () => {
      clearInterval(watch);
      return peak;
    },
  };
}

function treeMemory(pid: string): number | undefined {
  const own = memory(pid, 'VmRSS');
  if (own === undefined) return undefined;
  const children = read(`/proc/${pid}/task/${pid}/children`)?.split(' ').filter(Boolean) ?? [];
  return own + children.reduce((sum, child) => sum + (treeMemory(child) ?? 0), 0);
}

function memory(pid: string, what: 'VmHWM' | 'VmRSS'): number | undefined {
  const found = new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  return found === undefined ? undefined : Number(found) / 1024;
}

/** undefined when the process is gone, or on a system without /proc */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Runs both in turn, so that what else the machine does falls on both. */
export async function inTurn(
  rounds: number,
  ours: (round: number) => Promise<Run>,
  against: (round: number) => Promise<Run>,
): Promise<{ ours: Run[]; against: Run[] }> {
  const runs = { ours: [] as Run[], against: [] as Run[] };
  for (let round = 0; round < rounds; round++) {
    runs.against.push(await against(round));
    runs.ours.push(await ours(round));
  }
  return runs;
}

/** Prints one line: medians, the ratio of the medians with its spread over the rounds, and both peaks. */
export function report(line: Line): void {
  const ours = median(line.ours.map((run) => run.seconds));
  const against = median(line.against.map((run) => run.seconds));
  const ratios = line.ours.map((run, round) => run.seconds / (line.against[round]?.seconds ?? against));
  const ratio = ours / against;
  const spread =
    ratios.length > 1 ? ` (${ratioOf(Math.min(...ratios))} to ${ratioOf(Math.max(...ratios))})` : '';
  const aim =
    line.atMost === undefined
      ? ''
      : `, aim ≤ ${ratioOf(line.atMost)}: ${ratio <= line.atMost ? 'reached' : 'MISSED'}`;
  say(line.subject);
  say(`    ${ratioOf(ratio)}${spread} the time of ${line.baseline}${aim}`);
  say(
    `    ${amount(ours, line.bytes)}, peak ${peakOf(line.ours)}  against  ${amount(against, line.bytes)}, peak ${peakOf(line.against)}`,
  );
}

/** A line that can't be measured here is said, not left out. */
export function skipped(subject: string, why: string): void {
  say(subject);
  say(`    SKIPPED: ${why}`);
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function ratioOf(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}

function amount(seconds: number, bytes: number | undefined): string {
  const time = seconds < 0.1 ? `${(seconds * 1000).toFixed(2)} ms` : `${seconds.toFixed(2)} s`;
  return bytes === undefined ? time : `${time} (${Math.round(bytes / 1e6 / seconds)} MB/s)`;
}

function peakOf(runs: readonly Run[]): string {
  const peaks = runs.flatMap((run) => (run.peak === undefined ? [] : [run.peak]));
  return peaks.length === 0 ? 'not told here' : `${Math.round(Math.max(...peaks))} MiB`;
}
