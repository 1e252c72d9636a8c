/** 干部任免审批表 as lrmx: XML that other programs write. Read only; nothing in it is trusted (domain 7.4). */
import { DOMParser, type Element, onErrorStopParsing } from '@xmldom/xmldom';
import { Refusal } from '#contract/result.ts';

export interface ReadPost {
  /** yyyymm */
  readonly from: string;
  /** yyyymm; '' until now. */
  readonly until: string;
  readonly words: string;
}
export interface ReadForm {
  readonly name: string;
  readonly idNumber: string;
  readonly sex: string;
  readonly ethnicity: string;
  readonly birthDate: string;
  readonly partyDate: string;
  readonly workDate: string;
  readonly posts: readonly ReadPost[];
  /** Lines of the résumé that tell no span: a person reads them. */
  readonly unread: readonly string[];
  readonly relatives: readonly { readonly relation: string; readonly name: string; readonly work: string }[];
  /** Bytes of a picture; undefined: none. */
  readonly photo: Buffer | undefined;
}

/** The whole form, photo included; what is larger is no such form. */
export const MOST_BYTES = 8 * 1024 * 1024;
const MOST_LINES = 200;

const refused = (why: string) =>
  new Refusal('file-refused', `这个任免表读不了：${why}。请用原来的程序重新导出。`);

/** Stray spaces, zero-width characters and line breaks are common in these files. */
const clean = (text: string) =>
  text
    .replaceAll(/[\u200b-\u200f\u2028\u2029\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replaceAll(/[\u00a0\u3000]/g, ' ')
    .trim();
const oneLine = (text: string) => clean(text).replaceAll(/\s+/g, ' ');

/** UTF-8, UTF-16 or a GB encoding, as the file itself says. */
function decode(bytes: Buffer): string {
  const head = bytes.subarray(0, 200).toString('latin1');
  const named = /encoding\s*=\s*["']([\w-]+)["']/i.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : named.startsWith('gb') ? 'gb18030' : named;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw refused('文字编码不对，或文件不完整');
  }
}

/** yyyy, yyyymm or yyyymmdd from `198006`, `1980.06`, `1980年6月`; '' where there is none. */
function dateOf(text: string): string {
  const [, year, month, day] = /(\d{4})\D{0,1}(\d{1,2})?\D{0,1}(\d{1,2})?/.exec(text) ?? [];
  if (year === undefined) return '';
  if (month === undefined || Number(month) < 1 || Number(month) > 12) return year;
  const upTo = `${year}${month.padStart(2, '0')}`;
  return day === undefined || Number(day) < 1 || Number(day) > 31 ? upTo : `${upTo}${day.padStart(2, '0')}`;
}

const SPAN =
  /^(\d{4})\s*[.\-/年]\s*(\d{1,2})\s*月?\s*(?:-{1,2}|—{1,2}|–|－{1,2}|至|~|～)\s*(?:(\d{4})\s*[.\-/年]\s*(\d{1,2})\s*月?|至今|今)?\s*(\S.*)$/;
/** 简历 line by line: a span and what was held in it; a line without a span goes on with the one above. */
export function readResume(text: string): Pick<ReadForm, 'posts' | 'unread'> {
  const posts: { from: string; until: string; words: string }[] = [];
  const unread: string[] = [];
  for (const line of clean(text).split(/\r?\n/).slice(0, MOST_LINES)) {
    const words = oneLine(line);
    if (words === '') continue;
    const found = SPAN.exec(words);
    if (!found) {
      const last = posts.at(-1);
      // （其间：…） tells of something beside the post, which a person has to look at.
      if (last && !/^[（(]/.test(words)) last.words += words;
      else unread.push(words);
      continue;
    }
    const [, fromYear = '', fromMonth = '', year, month, held = ''] = found;
    posts.push({
      from: `${fromYear}${fromMonth.padStart(2, '0')}`,
      until: year === undefined ? '' : `${year}${(month ?? '').padStart(2, '0')}`,
      words: held,
    });
  }
  return { posts, unread };
}

/** @throws Refusal `file-refused` in words for whoever chose the file */
export function readForm(bytes: Buffer): ReadForm {
  const text = decode(bytes);
  // Entities and outside references have no place in a form; a document type is where they hide.
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw refused('含有文档类型声明，不予采用');
  let root: Element | null;
  try {
    root = new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml').documentElement;
  } catch {
    throw refused('不是完整的 XML');
  }
  if (root?.nodeName !== 'Person') throw refused('不是干部任免审批表');
  const textOf = (name: string, of: Element = root) => {
    for (const child of of.childNodes) if (child.nodeName === name) return child.textContent ?? '';
    return '';
  };
  const relatives: ReadForm['relatives'][number][] = [];
  for (const group of root.childNodes) {
    if (group.nodeName !== 'JiaTingChengYuan') continue;
    for (const item of group.childNodes) {
      if (item.nodeName !== 'Item') continue;
      const one = {
        relation: oneLine(textOf('ChengWei', item as Element)),
        name: oneLine(textOf('XingMing', item as Element)),
        work: oneLine(textOf('GongZuoDanWeiJiZhiWu', item as Element)),
      };
      if (one.name !== '') relatives.push(one);
    }
  }
  const name = oneLine(textOf('XingMing')).replaceAll(' ', '');
  if (name === '') throw refused('没有姓名');
  const photo = textOf('ZhaoPian').replaceAll(/\s/g, '');
  return {
    name,
    idNumber: oneLine(textOf('ShenFenZheng')).replaceAll(' ', '').toUpperCase(),
    sex: oneLine(textOf('XingBie')),
    ethnicity: oneLine(textOf('MinZu')),
    birthDate: dateOf(textOf('ChuShengNianYue')),
    partyDate: dateOf(textOf('RuDangShiJian')),
    workDate: dateOf(textOf('CanJiaGongZuoShiJian')),
    ...readResume(textOf('JianLi')),
    relatives,
    photo: photo === '' ? undefined : Buffer.from(photo, 'base64'),
  };
}
