/** 选择窗口: per choice its kind, its words and its endings. */
import type { Choice } from '#contract/bridge.ts';

export interface Asking {
  readonly kind: 'file' | 'folder' | 'save';
  readonly title: string;
  /** Word on the button. */
  readonly button: string;
  /** What files are called, and their endings without the dot. */
  readonly files: { readonly name: string; readonly endings: readonly string[] } | undefined;
  /** Put after a name that a person typed without one. */
  readonly ending: string;
}

const folder = (title: string): Asking => ({
  kind: 'folder',
  title,
  button: '选择此文件夹',
  files: undefined,
  ending: '',
});
const file = (title: string, name: string, ...endings: readonly string[]): Asking => ({
  kind: 'file',
  title,
  button: '打开',
  files: { name, endings },
  ending: '',
});
const save = (title: string, name: string, ending: string): Asking => ({
  kind: 'save',
  title,
  button: '保存',
  files: { name, endings: [ending.split('.').at(-1) ?? ''] },
  ending,
});

export const CHOICE_TABLE: Readonly<Record<Choice, Asking>> = {
  'archive-parent': folder('选择存放库的文件夹'),
  'archive-folder': folder('选择要打开的库（名称以 .liandang 结尾的文件夹）'),
  roster: file('选择干部名册', '电子表格', 'xlsx'),
  catalogue: file('选择目录表', '电子表格', 'xlsx'),
  scans: folder('选择扫描件所在的文件夹'),
  'watched-folder': folder('选择复印机存放扫描件的文件夹'),
  texts: folder('选择文字底稿所在的文件夹'),
  'key-card': file('选择对方单位的密钥卡', '单位密钥卡', 'json'),
  bundle: file('选择转递包', '转递包', 'age'),
  receipt: file('选择回执', '回执', 'json'),
  basis: file('选择查阅依据文件（盖章的审批表或公函）', '扫描件', 'pdf', 'jpg', 'jpeg', 'png', 'tif', 'tiff'),
  'appointment-form': file('选择干部任免审批表', '任免审批表', 'lrmx', 'xml'),
  photo: file('选择照片', '图像', 'jpg', 'jpeg', 'png'),
  template: file('选择表格模板', 'Word 文档', 'docx'),
  sheet: file('选择填好的表', '电子表格', 'xlsx'),
  'save-docx': save('保存文书', 'Word 文档', '.docx'),
  'save-xlsx': save('保存表格', '电子表格', '.xlsx'),
  'save-pdf': save('保存复制件', 'PDF 文档', '.pdf'),
  'save-jpeg': save('保存复制件', '图像', '.jpg'),
  'save-key-card': save('保存本单位密钥卡', '单位密钥卡', '.card.json'),
  'save-receipt': save('保存回执', '回执', '.receipt.json'),
  'target-folder': folder('选择写入的位置'),
  'backup-target': folder('选择备份位置（另一块磁盘或介质）'),
  'backup-source': folder('选择备份（名称以 .liandang-backup 结尾的文件夹）'),
};

/** Longest suggested name in characters: 3 bytes each in UTF-8 stay below the 255 of common file systems. */
const LONGEST_NAME = 60;

/** A name that every file system takes. */
export function suggestedFile(asking: Asking, name: string | undefined): string {
  const clean = (name ?? '')
    .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]/gu, '_')
    .trim()
    .replace(/^\.+|[. ]+$/g, '');
  return `${[...clean].slice(0, LONGEST_NAME).join('') || '未命名'}${asking.ending}`;
}

/** The path that is written: with its ending, which not every system's dialog appends. */
export function withEnding(asking: Asking, path: string): string {
  const known = asking.files?.endings ?? [];
  return known.some((ending) => path.toLowerCase().endsWith(`.${ending}`)) ? path : `${path}${asking.ending}`;
}
