/** Where a scan belongs, as its path in the folder tree says (domain 2.5). */
export interface Placement {
  readonly personName: string;
  readonly idNumber: string;
  readonly classCode: string;
  /** Number of the item inside its class, from 1. */
  readonly sequence: number | null;
  /** Number of the page inside the item, from 1; null: the file holds the item's pages from the first. */
  readonly page: number | null;
  readonly imageSet: 'original' | 'optimised';
  readonly problem?: {
    readonly reason: 'person-unknown' | 'class-unknown' | 'name-unreadable';
    readonly message: string;
  };
}

const IGNORED = /^(\.ds_store|thumbs\.db|desktop\.ini|\._.*|~\$.*|\.spotlight-v100|\.trashes|__macosx)$/i;

/** Files that operating systems leave behind: counted and listed, not taken. */
export function isLitter(name: string): boolean {
  return IGNORED.test(name);
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll(/[—–―‐‑－﹣_]/g, '-')
    .trim();

/** `姓名+身份证号` or `姓名 身份证号`, in any order, with or without a plus sign. */
function readPersonFolder(name: string): { personName: string; idNumber: string } | undefined {
  const tidy = plain(name);
  const found = /(?<!\d)(\d{17}[\dXx]|\d{15})(?!\d)/.exec(tidy);
  if (!found) return undefined;
  const rest = (tidy.slice(0, found.index) + tidy.slice(found.index + found[0].length))
    .replaceAll(/[+＋\-()（）\s]+/g, ' ')
    .trim();
  return { personName: rest.replaceAll(' ', ''), idNumber: found[0].toUpperCase() };
}

/** Whether a folder is called after one cadre, with an identity number in its name. */
export function isPersonFolder(name: string): boolean {
  return readPersonFolder(name) !== undefined;
}

/** `N.类名`: a class folder of the layout with two-digit file names. */
function readClassFolder(name: string): { head: string } | undefined {
  const found = /^(\d{1,2})[.、．-]?\s*\D*$/.exec(plain(name));
  if (!found?.[1] || /^\d{4}$/.test(name)) return undefined;
  return { head: found[1].padStart(2, '0') };
}

/**
 * Reads a path relative to the chosen folder. Layouts: `[单位/]姓名+身份证号/原始图像数据/类号-材料序号-页序.jpg`, the same
 * without the image folder, `姓名 身份证号/0101/001-001.jpg`, `…/N.类名/NNPP.jpg`, multi-page `0101-001.tif`.
 */
export function placeFile(relativePath: string): Placement {
  const parts = relativePath.split('/');
  const fileName = parts.pop() ?? '';
  const stem = plain(fileName.replace(/\.[^.]*$/, ''));
  const person = parts.map(readPersonFolder).findLast((one) => one !== undefined);
  const imageSet = parts.some((part) => /优化/.test(part)) ? 'optimised' : 'original';
  const named = readName(stem, parts.at(-1) ?? '');
  // Without an ID number the folder's name is tried as a name; whether only one person bears it, the roster decides.
  const guess =
    parts.findLast(
      (part) => !/图像|扫描|文字/.test(part) && !readClassFolder(part) && !/^\d{4}/.test(part),
    ) ?? '';
  const place = {
    personName: person?.personName ?? guess,
    idNumber: person?.idNumber ?? '',
    imageSet,
    classCode: named?.classCode ?? '',
    sequence: named?.sequence ?? null,
    page: named?.page ?? null,
  } as const;
  if (!person && guess === '') {
    return {
      ...place,
      problem: { reason: 'person-unknown', message: '路径中没有身份证号也没有姓名，不能确定属于谁' },
    };
  }
  if (!named) {
    return {
      ...place,
      problem: {
        reason: 'name-unreadable',
        message: `文件名「${fileName}」不符合 类号-材料序号-页序 的写法`,
      },
    };
  }
  if (named.ambiguous) {
    return {
      ...place,
      problem: { reason: 'class-unknown', message: `「${parts.at(-1)}」只到大类，不能确定小类` },
    };
  }
  return place;
}

function readName(
  stem: string,
  folder: string,
): { classCode: string; sequence: number; page: number | null; ambiguous?: boolean } | undefined {
  const full = /^(?:.*[^\d])?(\d{4})-(\d{1,4})(?:-(\d{1,4}))?$/.exec(stem);
  if (full?.[1] && full[2]) {
    return {
      classCode: full[1],
      sequence: Number(full[2]),
      page: full[3] === undefined ? null : Number(full[3]),
    };
  }
  const inClass = /^(\d{1,4})-(\d{1,4})$/.exec(stem);
  const classFolder = /^(\d{4})(?:\D.*)?$/.exec(plain(folder));
  if (inClass && classFolder?.[1])
    return { classCode: classFolder[1], sequence: Number(inClass[1]), page: Number(inClass[2]) };
  const four = /^(\d{2})(\d{2})$/.exec(stem);
  const head = readClassFolder(folder);
  if (four && classFolder?.[1])
    return { classCode: classFolder[1], sequence: Number(four[1]), page: Number(four[2]) };
  if (four && head)
    return { classCode: `${head.head}00`, sequence: Number(four[1]), page: Number(four[2]), ambiguous: true };
  return undefined;
}
