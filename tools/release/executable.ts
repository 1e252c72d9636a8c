/** Tells from its first bytes for which machine an executable was made. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { Machine } from './target.ts';

/** `e_machine` of an ELF header and `Machine` of a PE header, from their specifications. */
const ELF_MACHINES: Readonly<Record<number, Machine['arch']>> = { 0x3e: 'x64', 0xb7: 'arm64' };
const PE_MACHINES: Readonly<Record<number, Machine['arch']>> = { 0x8664: 'x64', 0xaa64: 'arm64' };

/** @returns undefined for what is neither an ELF nor a PE executable of a machine that we know */
export function machineOf(path: string): Machine | undefined {
  const head = Buffer.alloc(4096);
  const file = openSync(path, 'r');
  const length = readSync(file, head, 0, head.length, 0);
  closeSync(file);
  if (length >= 20 && head.readUInt32BE(0) === 0x7f454c46) {
    const arch = ELF_MACHINES[head.readUInt16LE(18)];
    return arch && { platform: 'linux', arch };
  }
  if (length >= 64 && head.toString('latin1', 0, 2) === 'MZ') {
    const header = head.readUInt32LE(0x3c);
    if (header + 6 > length || head.toString('latin1', header, header + 4) !== 'PE\0\0') return undefined;
    const arch = PE_MACHINES[head.readUInt16LE(header + 4)];
    return arch && { platform: 'win32', arch };
  }
  return undefined;
}
