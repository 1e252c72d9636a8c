/**
 * Scanners of Linux, through SANE's own program `scanimage`: USB ones, and network ones that speak eSCL (its airscan backend).
 * A batch waits for a key before each sheet (`--batch-prompt`); that key is pressed only when the sheet before is durable.
 * The pictures come through a pipe: the files that a batch would write are links to it, so that no plain page touches a disk.
 */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { PnmReader } from './pnm.ts';
import {
  type ColourMode,
  type Device,
  type DeviceOptions,
  type Feeding,
  type RawPage,
  ScannerFault,
  type ScannerSource,
  type Setting,
} from './scanner-source.ts';

const PROGRAM = 'scanimage';
/** Finding network scanners takes SANE up to ten seconds. */
const LIST_TIMEOUT_MS = 30_000;
const MOST_MESSAGE = 64 * 1024;
/** What a shell answers for a program that is not there. */
const NOT_FOUND = 127;
const TAB = '\t';

const MISSING =
  '本机没有扫描程序 scanimage。请安装软件包 sane-utils（安装介质中有），网络扫描仪另需 sane-airscan。';
/** What SANE says, in words that tell what to do. The English is that of sane_strstatus. */
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/jammed/i, '卡纸了。请打开进纸器取出卡住的纸，把它和后面的纸放好再继续。'],
  [/cover is open/i, '扫描仪的盖子开着。请合上后继续。'],
  [/out of documents|no documents/i, '进纸器里没有纸。请放好纸后继续。'],
  [/device busy/i, '扫描仪正被别的程序使用。请关闭那个程序后重试。'],
  [/access.*denied/i, '没有使用扫描仪的权限。请系统管理员把当前用户加入 scanner 组。'],
  [/out of memory/i, '内存不足，这一页没有扫成。请降低分辨率或关闭别的程序后继续。'],
  [
    /open of device|invalid argument|no such device|unrecognized option/i,
    '找不到所选的扫描仪，或它不支持所选的设置。请检查连接，并重新选择设备和方案。',
  ],
  [/i\/o/i, '与扫描仪的连接断了。请检查电源和连接线后继续，已扫的页都在。'],
  [/cancel/i, '扫描在设备上被取消了，已扫的页都在。'],
];
const EMPTY = /feeder out of documents/i;

function faultOf(said: string): ScannerFault {
  const known = FAULTS.find(([pattern]) => pattern.test(said))?.[1];
  const last = said.trim().split('\n').at(-1) ?? '';
  return new ScannerFault(
    known ?? `扫描仪报错，这一页没有扫成，已扫的页都在（设备原话：${last.slice(0, 200)}）。`,
  );
}

function run(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      PROGRAM,
      [...args],
      { timeout: LIST_TIMEOUT_MS, maxBuffer: 4 * 1024 * 1024, env: { ...process.env, LC_ALL: 'C' } },
      (cause, stdout, stderr) => {
        if (cause === null) resolve(stdout);
        else if (cause.code === 'ENOENT') reject(new ScannerFault(MISSING));
        else reject(faultOf(stderr));
      },
    );
  });
}

/** `    --mode Gray|Color [Gray]`: the choices of an option as `scanimage -A` prints them. */
function choicesOf(help: string, option: string): string {
  return (
    new RegExp(`^\\s+--${option}(?:\\[=\\([^)]*\\)\\])? (.+?)(?: \\[[^\\]]*\\])?$`, 'm').exec(help)?.[1] ?? ''
  );
}
const describe = (device: string) => run(['-d', device, '-A']);
const has = (help: string, option: string) => new RegExp(`^\\s+--${option}\\b`, 'm').test(help);
function readOptions(help: string): DeviceOptions {
  return {
    modes: listed(choicesOf(help, 'mode')),
    sources: listed(choicesOf(help, 'source')),
    resolutions: choicesOf(help, 'resolution'),
  };
}
const listed = (choices: string) => (choices === '' ? [] : choices.split('|').map((one) => one.trim()));

const MODES: Readonly<Record<ColourMode, RegExp>> = {
  colour: /colou?r/i,
  grey: /gr[ae]y/i,
  mono: /line|mono|binary|black/i,
};

/** The device's own word for a colour mode. @throws ScannerFault */
function modeWord(options: DeviceOptions, mode: ColourMode): string | undefined {
  if (options.modes.length === 0) return undefined;
  const word = options.modes.find((one) => MODES[mode].test(one));
  if (word === undefined) throw new ScannerFault('这台扫描仪不支持所选的颜色模式，请改选方案中的颜色。');
  return word;
}

export const SANE: ScannerSource = {
  async list(): Promise<readonly Device[]> {
    const text = await run(['-f', `%d${TAB}%v %m%n`]);
    return text
      .split('\n')
      .filter((line) => line.includes(TAB))
      .map((line) => {
        const [name = '', label = ''] = line.split(TAB);
        return { name, label: label.trim() };
      });
  },

  async options(device: string): Promise<DeviceOptions> {
    return readOptions(await describe(device));
  },

  async open(setting: Setting, most: number | undefined): Promise<Feeding> {
    const help = await describe(setting.device);
    const options = readOptions(help);
    const mode = modeWord(options, setting.mode);
    // Only what the device itself names: the program's own options could write files.
    for (const one of setting.extra)
      if (!has(help, one.split('=')[0] ?? ''))
        throw new ScannerFault(`这台扫描仪没有「${one.split('=')[0]}」这个选项，请修改扫描方案。`);
    const folder = mkdtempSync(join(tmpdir(), 'liandang-scan-'));
    const args = [
      '-d',
      setting.device,
      '--format=pnm',
      '--batch-prompt',
      `--batch=${join(folder, '%d')}`,
      ...(most === undefined ? [] : [`--batch-count=${most}`]),
      ...(mode === undefined ? [] : [`--mode=${mode}`]),
      ...(setting.source === '' ? [] : [`--source=${setting.source}`]),
      ...(has(help, 'resolution') ? [`--resolution=${setting.dpi}`] : []),
      ...(/^ {4}-x /m.test(help) ? ['-x', String(setting.width), '-y', String(setting.height)] : []),
      ...setting.extra.map((one) => `--${one}`),
    ];
    // A pipe of the shell's between: what Node gives a child is a socket, and a socket can't be opened by its name. The fourth
    // stream tells how the program ended, since a pipeline ends as its last part does.
    const child = spawn('sh', ['-c', '{ "$@"; echo $? >&3; } | cat', 'sh', PROGRAM, ...args], {
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      // A group of its own, so that stopping it stops all of it.
      detached: true,
    });
    return new SaneFeeding(child as Pipeline, folder);
  },
};

type Pipeline = ChildProcessWithoutNullStreams & { readonly stdio: { readonly 3: Readable } };

class SaneFeeding implements Feeding {
  readonly #child: Pipeline;
  readonly #folder: string;
  readonly #reader = new PnmReader();
  #said = '';
  #heard = Date.now();
  #number = 0;
  /** Undefined while it runs. */
  #exit: { readonly code: number | null } | undefined;
  #code = '';
  #wake: () => void = () => undefined;
  readonly #ended: Promise<void>;

  constructor(child: Pipeline, folder: string) {
    this.#child = child;
    this.#folder = folder;
    child.stdout.on('data', (piece: Buffer) => {
      this.#heard = Date.now();
      this.#reader.push(piece);
      this.#wake();
    });
    child.stderr.on('data', (piece: Buffer) => {
      this.#said = (this.#said + piece.toString('latin1')).slice(-MOST_MESSAGE);
      this.#wake();
    });
    // A key pressed on a program that has just ended; its exit tells why.
    child.stdin.on('error', () => undefined);
    child.stdio[3].on('data', (piece: Buffer) => {
      this.#code += piece.toString('latin1');
    });
    this.#ended = new Promise((resolve) => {
      const end = () => {
        // Killed before it could tell: no code.
        const code = this.#code.trim();
        this.#exit ??= { code: code === '' ? null : Number(code) };
        this.#wake();
        resolve();
      };
      child.on('error', end);
      child.on('close', end);
    });
  }

  get heard(): number {
    return this.#heard;
  }

  async next(): Promise<RawPage | undefined> {
    this.#number += 1;
    if (!this.#exit) {
      // Where the batch would write this sheet: the pipe. Older versions write without `.part`.
      for (const ending of ['.part', ''])
        symlinkSync('/proc/self/fd/1', join(this.#folder, `${this.#number}${ending}`));
      this.#child.stdin.write('\n');
    }
    for (;;) {
      const page = this.#take();
      if (page) return page;
      if (this.#exit) return this.#end(this.#exit);
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
  }

  #take(): RawPage | undefined {
    try {
      return this.#reader.take();
    } catch {
      throw new ScannerFault(
        '扫描仪送来的图像读不懂（不是完整的一页，或幅面大得不合理），没有收；已扫的页都在。请核对扫描方案的幅面和分辨率。',
      );
    }
  }

  #end({ code }: { readonly code: number | null }): undefined {
    if (code === NOT_FOUND) throw new ScannerFault(MISSING);
    const told = /scanimage: (?:sane_\w+|open of device)[^\n]*/.exec(this.#said)?.[0];
    // An empty feeder is how a stack ends; before the first sheet it is something to be told.
    if (told !== undefined && !(EMPTY.test(told) && this.#number > 1)) throw faultOf(told);
    // Above 128: ended by a signal.
    if (this.#reader.pending > 0 || code === null || code > 128)
      throw new ScannerFault(
        '扫描中途断了，这一页不完整，没有收；已扫的页都在。请检查扫描仪后从这一页继续。',
      );
    if (code !== 0 && told === undefined) throw faultOf(this.#said);
    return undefined;
  }

  async close(): Promise<void> {
    if (!this.#exit) {
      // End of input ends a batch that waits; the signal one that scans.
      this.#child.stdin.end();
      this.#signal('SIGTERM');
      const killed = setTimeout(() => this.#signal('SIGKILL'), 5_000);
      await this.#ended;
      clearTimeout(killed);
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch (cause) {
      // Ended between the two.
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'ESRCH')) throw cause;
    }
  }
}
