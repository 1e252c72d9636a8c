import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isLitter, isPersonFolder } from './place.ts';

export interface FoundFile {
  readonly path: string;
  /** With `/` between the parts on every system. */
  readonly relativePath: string;
  readonly size: number;
}
export interface Walked {
  readonly files: readonly FoundFile[];
  /** Litter of operating systems, by relative path. */
  readonly ignored: readonly string[];
  /** What can't be read or must not be followed: links, devices, hostile names. */
  readonly refused: readonly { readonly relativePath: string; readonly message: string }[];
}

/**
 * The names that lead to the chosen folder from the cadre's own one, itself included; empty when it lies above the cadres'
 * folders. Whoever chooses one cadre's folder, or the images inside it, means that cadre.
 */
function leadingNames(root: string): string {
  const names = resolve(root).split(/[\\/]/).slice(-3);
  const person = names.findLastIndex(isPersonFolder);
  return person < 0 ? '' : names.slice(person).join('/');
}

/** Lists a folder tree in order. Links are not followed: a link on a stick may point at anything. */
export function walkTree(root: string): Walked {
  const files: FoundFile[] = [];
  const ignored: string[] = [];
  const refused: { relativePath: string; message: string }[] = [];
  const visit = (folder: string, prefix: string): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch {
      refused.push({ relativePath: prefix, message: '文件夹读不出来（没有权限或介质损坏）' });
      return;
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const relativePath = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      if (isLitter(entry.name)) ignored.push(relativePath);
      else if (entry.name.includes('\ufffd'))
        refused.push({ relativePath, message: '文件名编码无法识别，请先改名' });
      else if (/[\u0000-\u001f]/.test(entry.name))
        refused.push({ relativePath, message: '文件名含控制字符，请先改名' });
      else if (entry.isSymbolicLink()) refused.push({ relativePath, message: '是链接而不是文件，不予跟随' });
      else if (entry.isDirectory()) visit(join(folder, entry.name), relativePath);
      else if (entry.isFile()) {
        const path = join(folder, entry.name);
        try {
          files.push({ path, relativePath, size: statSync(path).size });
        } catch {
          refused.push({ relativePath, message: '文件在列出后消失，介质可能已拔出' });
        }
      } else refused.push({ relativePath, message: '不是普通文件，不予读取' });
    }
  };
  visit(root, leadingNames(root));
  return { files, ignored, refused };
}
