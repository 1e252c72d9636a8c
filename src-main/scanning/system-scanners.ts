/** Which way to scanners this system has. */
import { SANE } from './sane.ts';
import { ScannerFault, type ScannerSource } from './scanner-source.ts';
import { wiaSource } from './wia.ts';

export function scannerSource(resources: string): ScannerSource {
  if (process.platform === 'linux') return SANE;
  if (process.platform === 'win32') return wiaSource(resources);
  throw new ScannerFault('本系统不支持直接扫描。请用扫描仪自带的程序扫到文件夹，再用「监视文件夹」收入。');
}
