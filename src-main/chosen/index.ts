/** 所选文件: what a person chose outside the archive, read whole and with a limit. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Refusal } from '#contract/result.ts';

/** Reads a file that a person chose. @throws Refusal `file-refused` */
export function readChosen(path: string, mostBytes: number): Buffer {
  const fileName = basename(path);
  if (!existsSync(path))
    throw new Refusal('file-refused', `「${fileName}」不见了，介质可能已拔出。请插好后重新选择。`);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new Refusal('file-refused', `「${fileName}」读不出来：没有权限、是文件夹，或介质损坏。`);
  }
  if (bytes.length > mostBytes) {
    throw new Refusal(
      'file-refused',
      `「${fileName}」有 ${Math.round(bytes.length / 1048576)} MB，超过上限 ${Math.round(mostBytes / 1048576)} MB。`,
    );
  }
  return bytes;
}
