import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';

interface Mount {
  readonly point: string;
  readonly device: string;
  readonly type: string;
  /** `major:minor`. */
  readonly number: string;
}

/** Octal escapes of mountinfo: blank, tab, newline, backslash (proc(5)). */
const unescape = (text: string) =>
  text.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

/** The mount a path lies on, from `/proc/self/mountinfo` (proc(5)); the longest point that leads to it. */
export function mountOf(path: string, mountinfo: string): Mount | undefined {
  const mounts = mountinfo.split('\n').flatMap((line): Mount[] => {
    const [left = '', right = ''] = line.split(' - ');
    const [, , number, , point] = left.split(' ');
    const [type, device] = right.split(' ');
    if (number === undefined || point === undefined || type === undefined || device === undefined) return [];
    return [{ point: unescape(point), device: unescape(device), type, number }];
  });
  const leads = (point: string) =>
    path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`);
  return mounts.filter((one) => leads(one.point)).sort((a, b) => b.point.length - a.point.length)[0];
}

function text(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    // Not every kernel and not every device offers it; what is not known is left out.
    return '';
  }
}

/** Label under which the system lists a block device. */
function labelOf(device: string): string {
  const folder = '/dev/disk/by-label';
  if (!existsSync(folder)) return '';
  const found = readdirSync(folder).find((name) => realpathSync(join(folder, name)) === device);
  // udev writes `\x20` for a blank.
  return (found ?? '').replaceAll(/\\x([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function onLinux(path: string): string {
  const mount = mountOf(realpathSync(path), text('/proc/self/mountinfo'));
  if (!mount) return '';
  if (!mount.device.startsWith('/dev/') || !existsSync(mount.device))
    return `${mount.point}（${mount.type}，不是磁盘设备，卷标和序列号未知）`;
  const device = realpathSync(mount.device);
  const udev = text(`/run/udev/data/b${mount.number}`);
  const known = (key: string) => new RegExp(`^E:${key}=(.*)$`, 'm').exec(udev)?.[1] ?? '';
  const own = join('/sys/class/block', basename(device));
  // A partition's own folder has no such file; that of the disk around it does.
  const disk = existsSync(own) && existsSync(join(own, 'partition')) ? dirname(realpathSync(own)) : own;
  const removable = text(join(disk, 'removable')) === '1' || known('ID_BUS') === 'usb';
  const label = labelOf(device) || known('ID_FS_LABEL');
  const serial = known('ID_SERIAL_SHORT') || text(join(disk, 'device/serial')) || text(join(disk, 'serial'));
  return `${removable ? '移动介质' : '本机磁盘'} ${device}，卷标${label || '未知'}，序列号${serial || '未知'}`;
}

/** `vol` is a word of the command interpreter, which prints label and serial number in two lines. */
function onWindows(path: string): string {
  const drive = parse(path).root.slice(0, 2);
  if (!/^[A-Za-z]:$/.test(drive)) return `${drive || path}（网络位置，卷标和序列号未知）`;
  const said = execFileSync('cmd.exe', ['/d', '/c', 'vol', drive], {
    encoding: 'utf8',
    timeout: 5_000,
    windowsHide: true,
  });
  const serial = /([0-9A-F]{4}-[0-9A-F]{4})/.exec(said)?.[1] ?? '未知';
  const label = / (?:is|是) (.+)\r?$/m.exec(said.split('\n')[0] ?? '')?.[1]?.trim() ?? '未知';
  return `${drive}，卷标${label}，序列号${serial}`;
}

/**
 * The medium a file goes to, for the register: kind, device, label and serial number where the system gives them. What is
 * not known is said; an output never fails for want of it.
 */
export function describeMedium(target: string): string {
  try {
    const folder = existsSync(target) && statSync(target).isDirectory() ? target : dirname(target);
    const said =
      process.platform === 'win32' ? onWindows(folder) : process.platform === 'linux' ? onLinux(folder) : '';
    return said === '' ? '介质未能识别' : said;
  } catch {
    return '介质未能识别';
  }
}
