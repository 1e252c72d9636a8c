/** What was dropped, told apart by kind; only what its folder or file is called, never where it lies. */
export interface Dropped {
  readonly name: string;
  readonly isFolder: boolean;
}

export type Meant =
  /** Places in the list of what was dropped. */
  | { readonly scans: number | undefined; readonly catalogue: number | undefined }
  | { readonly refused: string };

/** What a drop means: one folder of scans, one xlsx beside it, in any order; anything else is refused with what to do. */
export function meantBy(dropped: readonly Dropped[]): Meant {
  const folders = dropped.flatMap((one, index) => (one.isFolder ? [index] : []));
  const files = dropped.flatMap((one, index) => (one.isFolder ? [] : [index]));
  const sheets = files.filter((index) => dropped[index]?.name.toLowerCase().endsWith('.xlsx') === true);
  if (folders.length > 1)
    return { refused: '一次只能导入一个文件夹，请把这些文件夹放进同一个文件夹，再拖进来。' };
  if (sheets.length > 1) return { refused: '一次只能带一份目录，请只拖一份目录.xlsx。' };
  if (files.length > sheets.length)
    return {
      refused: '散着的扫描件认不出是谁的：请放进以「姓名＋身份证号」命名的文件夹，再把外层文件夹拖进来。',
    };
  return { scans: folders[0], catalogue: sheets[0] };
}
