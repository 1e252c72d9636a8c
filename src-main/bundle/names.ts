import { refuseBundle } from './refusal.ts';

const LONGEST_PART = 200;
const LONGEST_PATH = 800;
/** Names that Windows keeps for devices, with or without ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\.|$)/i;

/** Why a path inside a bundle could not be unpacked safely everywhere, in Chinese; undefined when it can. */
function nameFault(path: string): string | undefined {
  if (Buffer.byteLength(path) > LONGEST_PATH) return '名称过长';
  if (path.normalize('NFC') !== path) return '名称不是规范的 Unicode 写法';
  // Invisible and direction-changing characters let one name look like another.
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\ufffd]/u.test(path)) return '名称含不可见的控制字符';
  if (/[\\:*?"<>|%]/.test(path)) return '名称含不允许的字符';
  for (const part of path.split('/')) {
    if (part === '') return '名称是绝对路径或含空的一级';
    if (part === '.' || part === '..') return '名称指向包外（含 . 或 ..）';
    if (Buffer.byteLength(part) > LONGEST_PART) return '名称过长';
    if (/^[\s~-]|[\s.]$/.test(part)) return '名称首尾有不允许的字符';
    if (DEVICE.test(part)) return '名称是系统保留名';
  }
  return undefined;
}

/** Refuses names that are unsafe, or that another file system would take for one already seen. */
export class NameRegister {
  readonly #seen = new Set<string>();

  take(path: string): void {
    const fault = nameFault(path);
    if (fault) refuseBundle(`转递包内有不安全的文件名（${fault}）：${shown(path)}。`);
    const folded = path.normalize('NFKC').toLowerCase();
    if (this.#seen.has(folded)) refuseBundle(`转递包内有重名文件：${shown(path)}。`);
    this.#seen.add(folded);
  }
}

/** A hostile name as it may stand in a message. */
export function shown(path: string): string {
  const clean = path.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, '�');
  return `「${clean.length > 80 ? `${clean.slice(0, 80)}…` : clean}」`;
}

/** An archival code as the name of a folder. The code itself stands in the catalogue. */
export function folderName(archivalCode: string, itemNumber: number): string {
  const clean = archivalCode.normalize('NFC').replaceAll(/[^\p{L}\p{N}·._-]/gu, '_');
  // A code that had to be changed could meet another one: the 件号 keeps them apart.
  return clean === archivalCode && nameFault(clean) === undefined ? clean : `${itemNumber}_${clean}`;
}
