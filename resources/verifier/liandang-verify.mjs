#!/usr/bin/env node
/**
 * 廉档核验: checks exported audit logs (JSON lines) and seals on any machine. One file, plain Node 18 or newer, no packages,
 * reads the files named and nothing else.
 *
 *   node 廉档核验.mjs 审计日志-….jsonl [更多日志…] [--seal LDF1-…]…
 *
 * Exit code: 0 all fits; 1 something does not; 2 wrong use or a file that can't be read.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** As the chain is made: SHA-256 over the hash before, the number and each field with its length in bytes. */
function hashEvent(previous, event) {
  const hash = createHash('sha256').update(previous);
  const fields = [String(event.id), event.at, event.account, event.roles, event.machine, event.origin];
  for (const field of [...fields, event.event, event.subject, event.result, event.detail]) {
    const bytes = Buffer.from(field, 'utf8');
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest();
}

class Wrong extends Error {}
const wrong = (message) => {
  throw new Wrong(message);
};

const TEXTS = ['at', 'account', 'roles', 'machine', 'origin', 'event', 'subject', 'result', 'detail'];
function eventOf(text, place) {
  let event;
  try {
    event = JSON.parse(text);
  } catch {
    wrong(`${place}：不是一行完整的记录，文件可能被截断或改动。`);
  }
  if (event === null || typeof event !== 'object' || !Number.isSafeInteger(event.id))
    wrong(`${place}：不是审计记录。`);
  if (TEXTS.some((name) => typeof event[name] !== 'string')) wrong(`${place}：记录缺少字段。`);
  if (!/^[0-9a-f]{64}$/.test(event.hash)) wrong(`${place}：记录没有摘要。`);
  return event;
}

/** Checks one file. @returns its range, and the seals it tells of */
async function checkLog(path) {
  const name = basename(path);
  const lines = createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let head;
  let previous;
  let next;
  let end;
  let number = 0;
  const seals = [];
  const hashes = new Map();
  for await (const text of lines) {
    number += 1;
    if (text === '') continue;
    const place = `${name} 第 ${number} 行`;
    if (end) wrong(`${place}：结尾行之后还有内容。`);
    if (!head) {
      try {
        head = JSON.parse(text);
      } catch {
        wrong(`${name} 不是廉档导出的审计日志。`);
      }
      if (head === null || head.format !== 'liandang-audit' || head.version !== 1)
        wrong(`${name} 不是廉档导出的审计日志，或由更新的版本导出。`);
      if (!/^[0-9a-f]{32}$/.test(head.archiveId) || !/^[0-9a-f]{64}$/.test(head.previous))
        wrong(`${place}：首行不完整。`);
      previous = Buffer.from(head.previous, 'hex');
      if (head.from === 1 && !previous.equals(sha256(`liandang-audit-v1\n${head.archiveId}`)))
        wrong(`${name}：第 1 条记录不从本库的起点开始。`);
      next = head.from;
      continue;
    }
    if (text.startsWith('{"end":true')) {
      end = JSON.parse(text);
      continue;
    }
    const event = eventOf(text, place);
    if (event.id !== next)
      wrong(`${place}：应为第 ${next} 条审计记录，却是第 ${event.id} 条，中间有缺失或调换。`);
    const hash = hashEvent(previous, event);
    if (hash.toString('hex') !== event.hash)
      wrong(`${place}：第 ${event.id} 条审计记录的内容被改动，或与前一条不衔接。`);
    if (event.event === 'evidence.make-seal' && event.result === 'ok')
      seals.push({ ...JSON.parse(event.detail), archiveId: head.archiveId });
    hashes.set(event.id, event.hash);
    previous = hash;
    next += 1;
  }
  if (!head) wrong(`${name} 是空文件。`);
  if (!end) wrong(`${name} 没有结尾行，文件被截断。`);
  if (next - 1 !== head.to || end.events !== head.to - head.from + 1)
    wrong(`${name}：首行说到第 ${head.to} 条，实际只到第 ${next - 1} 条。`);
  if (end.head !== previous.toString('hex')) wrong(`${name}：结尾行的链头与最后一条记录不符。`);
  return { name, ...head, head: previous.toString('hex'), seals, hashes };
}

/** Segments of one archive must continue each other. */
function join(logs) {
  const sorted = [...logs].sort((a, b) => a.from - b.from);
  for (const [index, log] of sorted.entries()) {
    const before = sorted[index - 1];
    if (!before) continue;
    if (log.archiveId !== before.archiveId) wrong(`${log.name} 与 ${before.name} 属于不同的库。`);
    const known = before.hashes.get(log.from - 1);
    if (known === undefined)
      wrong(
        `${before.name} 到第 ${before.to} 条，${log.name} 从第 ${log.from} 条起，中间缺 ${log.from - before.to - 1} 条。`,
      );
    if (known !== log.previous) wrong(`${log.name} 不承接 ${before.name}。`);
  }
  return sorted;
}

const check = (place, group) => ALPHABET[sha256(`${place}:${group}`)[0] & 31];
function readSeal(text) {
  const [format, ...groups] = text
    .normalize('NFKC')
    .toUpperCase()
    .split(/[\s—–－-]+/)
    .filter((part) => part !== '');
  if (format !== 'LDF1') wrong(`封条「${text}」应以 LDF1- 开头。`);
  let bits = '';
  for (const [place, raw] of groups.entries()) {
    const group = raw.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
    const body = group.slice(0, -1);
    if (group.length < 2 || check(place, body) !== group.at(-1))
      wrong(`封条的第 ${place + 1} 组「${raw}」有误，请对照纸面核对。`);
    for (const letter of body) bits += ALPHABET.indexOf(letter).toString(2).padStart(5, '0');
  }
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  if (bytes.length !== 22) wrong('封条缺少或多出若干组，请对照纸面核对。');
  return {
    archive: bytes.subarray(0, 3).toString('hex'),
    number: bytes.readUIntBE(3, 3),
    events: bytes.readUInt32BE(6),
    digest: bytes.subarray(10).toString('hex'),
  };
}

function checkSeal(text, logs) {
  const seal = readSeal(text);
  const [first] = logs;
  if (!first) wrong('核对封条须同时给出审计日志。');
  if (!first.archiveId.startsWith(seal.archive)) wrong(`第 ${seal.number} 号封条属于另一个库。`);
  const told = logs.flatMap((log) => log.seals).find((one) => one.number === seal.number);
  const last = logs.at(-1);
  if (!told) {
    wrong(
      last.to < seal.events
        ? `断裂：第 ${seal.number} 号封条制作时已有 ${seal.events} 条审计记录，日志只到第 ${last.to} 条。库被换成了此前的副本，或日志没有导出完整。`
        : `日志里没有第 ${seal.number} 号封条的制作记录：日志不含该日，或库从较早的副本另行使用。`,
    );
  }
  const parts = [
    'liandang-seal-v1',
    told.archiveId,
    told.number,
    told.at,
    told.events,
    told.head,
    told.blobs,
    told.vault,
  ];
  if (sha256(parts.join('\n')).subarray(0, 12).toString('hex') !== seal.digest)
    wrong(`断裂：日志里的第 ${seal.number} 号封条与纸上的不同。`);
  const hash = logs.map((log) => log.hashes.get(told.events)).find((one) => one !== undefined);
  if (hash !== undefined && hash !== told.head)
    wrong(`断裂：第 ${told.events} 条审计记录不是第 ${seal.number} 号封条所封的那一条。`);
  const since = last.to - told.events;
  return `第 ${seal.number} 号封条（${told.at.slice(0, 16).replace('T', ' ')} UTC）：相符，其后又有 ${since} 条记录。${hash === undefined ? '所封的那一条不在所给日志之内，只核对了封条本身。' : ''}`;
}

const files = [];
const codes = [];
for (let at = 2; at < process.argv.length; at += 1) {
  if (process.argv[at] === '--seal') codes.push(process.argv[(at += 1)] ?? '');
  else files.push(process.argv[at]);
}
if (files.length === 0) {
  console.error('用法：node 廉档核验.mjs 审计日志.jsonl [更多日志…] [--seal LDF1-…]…');
  process.exit(2);
}
try {
  const checked = [];
  for (const path of files) {
    const log = await checkLog(path);
    console.log(
      `${log.name}：${log.fonds}，第 ${log.from} 至 ${log.to} 条，首尾衔接，未见改动。链头 ${log.head.slice(0, 16)}。`,
    );
    checked.push(log);
  }
  const logs = join(checked);
  for (const code of codes) console.log(checkSeal(code, logs));
} catch (cause) {
  console.error(
    cause instanceof Wrong
      ? `不相符：${cause.message}`
      : `读不出：${cause instanceof Error ? cause.message : cause}`,
  );
  process.exit(cause instanceof Wrong ? 1 : 2);
}
