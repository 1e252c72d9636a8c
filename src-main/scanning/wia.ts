/**
 * Scanners of Windows, through WIA: a PowerShell script beside the program's resources speaks with the driver and writes each
 * page to its output. NOT TRIED on a Windows machine: the protocol is tested, the driver's part is not.
 */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import sharp from 'sharp';
import {
  type Device,
  type DeviceOptions,
  type Feeding,
  type RawPage,
  ScannerFault,
  type ScannerSource,
  type Setting,
} from './scanner-source.ts';

const POWERSHELL = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File'];
const TIMEOUT_MS = 30_000;

function run(script: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      'powershell.exe',
      [...POWERSHELL, script, ...args],
      { timeout: TIMEOUT_MS, windowsHide: true },
      (cause, stdout) => {
        if (cause)
          reject(new ScannerFault('Windows 的扫描服务没有应答。请检查扫描仪的驱动程序和连接后重试。'));
        else resolve(stdout);
      },
    );
  });
}

export function wiaSource(resources: string): ScannerSource {
  const script = join(resources, 'scanner', 'wia.ps1');
  return {
    async list(): Promise<readonly Device[]> {
      const lines = (await run(script, ['list'])).split(/\r?\n/).filter((line) => line.includes('\t'));
      return lines.map((line) => {
        const [name = '', label = ''] = line.split('\t');
        return { name, label };
      });
    },
    async options(): Promise<DeviceOptions> {
      return {
        modes: ['Color', 'Gray', 'Lineart'],
        sources: ['Flatbed', 'Feeder', 'Duplex'],
        resolutions: '',
      };
    },
    async open(setting: Setting, most: number | undefined): Promise<Feeding> {
      const { device, mode, dpi, source } = setting;
      const args = ['feed', device, mode, String(dpi), source, String(most ?? 0)];
      return new FramedFeeding(
        spawn('powershell.exe', [...POWERSHELL, script, ...args], { windowsHide: true }),
      );
    },
  };
}

/**
 * Pages as the script frames them: `PAGE <bytes>` and a picture file of that length, `EMPTY`, or `FAULT <words>`; one line of
 * input asks for each.
 */
export class FramedFeeding implements Feeding {
  readonly #child: ChildProcessWithoutNullStreams;
  #bytes = Buffer.alloc(0);
  #heard = Date.now();
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    child.stdout.on('data', (piece: Buffer) => {
      this.#heard = Date.now();
      this.#bytes = Buffer.concat([this.#bytes, piece]);
      this.#wake();
    });
    child.stdin.on('error', () => undefined);
    const end = () => {
      this.#ended = true;
      this.#wake();
    };
    child.on('error', end);
    child.on('close', end);
  }

  get heard(): number {
    return this.#heard;
  }

  async next(): Promise<RawPage | undefined> {
    this.#child.stdin.write('next\n');
    const line = await this.#until(() => {
      const end = this.#bytes.indexOf(10);
      return end < 0
        ? undefined
        : this.#cut(end + 1)
            .toString('utf8')
            .trim();
    });
    if (line === 'EMPTY') return undefined;
    if (line.startsWith('FAULT'))
      throw new ScannerFault(`扫描仪报错，已扫的页都在（${line.slice(6, 200)}）。`);
    const size = Number(/^PAGE (\d+)$/.exec(line)?.[1]);
    if (!(size > 0)) throw new ScannerFault('扫描程序的应答看不懂，已扫的页都在。请重试。');
    const file = await this.#until(() => (this.#bytes.length < size ? undefined : this.#cut(size)));
    const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3, data };
  }

  async close(): Promise<void> {
    this.#child.stdin.end();
    this.#child.kill();
  }

  #cut(length: number): Buffer {
    const head = Buffer.from(this.#bytes.subarray(0, length));
    this.#bytes = this.#bytes.subarray(length);
    return head;
  }

  async #until<T>(ready: () => T | undefined): Promise<T> {
    for (;;) {
      const found = ready();
      if (found !== undefined) return found;
      if (this.#ended)
        throw new ScannerFault('扫描中途断了，这一页没有收；已扫的页都在。请检查扫描仪后继续。');
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
  }
}
