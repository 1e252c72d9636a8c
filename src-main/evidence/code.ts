import { createHash } from 'node:crypto';
import { fromGroups, toGroups, typedGroups } from '#main/paper-code/index.ts';

/** What a seal covers. */
export interface Sealed {
  readonly archiveId: string;
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly events: number;
  readonly head: Uint8Array;
  readonly blobs: number;
  readonly vault: Uint8Array;
}

const FORMAT = 'LDF1';
/** Bytes of archive id, number, events and digest in a code. 96 bits of digest: nobody finds a second archive for it. */
const ARCHIVE = 3;
const NUMBER = 3;
const EVENTS = 4;
const DIGEST = 12;
const LENGTH = ARCHIVE + NUMBER + EVENTS + DIGEST;

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function digestOf(seal: Sealed): Buffer {
  const parts = [
    'liandang-seal-v1',
    seal.archiveId,
    seal.number,
    seal.at,
    seal.events,
    hex(seal.head),
    seal.blobs,
    hex(seal.vault),
  ];
  return createHash('sha256').update(parts.join('\n')).digest().subarray(0, DIGEST);
}

/** The code of a seal for paper: `LDF1-` and nine groups. */
export function sealCode(seal: Sealed): string {
  const bytes = Buffer.alloc(LENGTH);
  Buffer.from(seal.archiveId, 'hex').copy(bytes, 0, 0, ARCHIVE);
  bytes.writeUIntBE(seal.number, ARCHIVE, NUMBER);
  bytes.writeUIntBE(seal.events, ARCHIVE + NUMBER, EVENTS);
  digestOf(seal).copy(bytes, LENGTH - DIGEST);
  return `${FORMAT}-${toGroups(bytes)}`;
}

export interface ReadCode {
  /** The code as the program writes it. */
  readonly code: string;
  /** First six hexadecimal digits of the archive's id. */
  readonly archive: string;
  readonly number: number;
  readonly events: number;
}

/** What a code says of itself, or what is wrong with it, in Chinese. */
export function readCode(text: string): ReadCode | string {
  const [format, ...groups] = typedGroups(text);
  if (format !== FORMAT) return `封条编码应以 ${FORMAT}- 开头，请对照纸面逐组重新输入。`;
  const { bytes, wrong } = fromGroups(groups, LENGTH);
  if (wrong !== undefined)
    return `封条编码的第 ${wrong + 1} 组「${groups[wrong]}」有误，请对照纸面核对该组。`;
  if (!bytes) return '封条编码缺少或多出若干组，请对照纸面核对。';
  return {
    code: `${FORMAT}-${toGroups(bytes)}`,
    archive: hex(bytes.subarray(0, ARCHIVE)),
    number: bytes.readUIntBE(ARCHIVE, NUMBER),
    events: bytes.readUIntBE(ARCHIVE + NUMBER, EVENTS),
  };
}
