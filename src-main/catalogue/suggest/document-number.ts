import { type Found, type PageText, sourceAt } from './lines.ts';

/** 发文字号: 机关代字〔年〕序号 (GB/T 9704); brackets and spaces as typists and readers of pictures render them. */
const NUMBER =
  /([\p{Script=Han}A-Za-z]{1,14})\s*[〔[［【(（{]\s*((?:19|20)\d{2})\s*[〕\]］】)）}]\s*第?\s*(\d{1,5})\s*号/u;
/** Lines of the first page in which a paper's own number stands; further down it is another paper's. */
const HEAD_LINES = 8;
/** Characters that may stand beside the number in its line: 签发人 and the like. */
const BESIDE = 12;

/** The paper's own number, as the standard writes it. */
export function documentNumber(first: PageText | undefined): Found | undefined {
  for (const line of first?.lines.slice(0, HEAD_LINES) ?? []) {
    const found = NUMBER.exec(line.text);
    if (!first || !found || line.text.length - found[0].length > BESIDE) continue;
    return { value: `${found[1]}〔${found[2]}〕${Number(found[3])}号`, source: sourceAt(first, line) };
  }
  return undefined;
}
