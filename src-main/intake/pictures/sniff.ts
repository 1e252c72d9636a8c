/** Kinds of file that hold scans. */
export type ScanKind = 'jpeg' | 'png' | 'tiff' | 'pdf';
export const MEDIA_TYPES: Record<ScanKind, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  tiff: 'image/tiff',
  pdf: 'application/pdf',
};

const SIGNATURES: readonly (readonly [string, RegExp])[] = [
  ['jpeg', /^ffd8ff/],
  ['png', /^89504e470d0a1a0a/],
  ['tiff', /^(49492a00|4d4d002a|49492b00|4d4d002b)/],
  ['pdf', /^255044462d/],
  ['压缩包（zip、docx 或 xlsx）', /^504b0304/],
  ['Windows 程序（exe）', /^4d5a/],
  ['Linux 程序', /^7f454c46/],
  ['旧版 Office 文档', /^d0cf11e0/],
  ['BMP 图像', /^424d/],
  ['GIF 图像', /^47494638/],
  ['WebP 或音视频', /^52494646/],
  ['RAR 压缩包', /^526172211a07/],
  ['7z 压缩包', /^377abcaf271c/],
  ['HEIC 图像或视频', /^.{8}66747970/],
];

/** What the first bytes say the file is; `name` is a kind of ours or, for other files, what to call it. */
export function sniff(head: Uint8Array): { readonly kind: ScanKind | undefined; readonly name: string } {
  const hex = Buffer.from(head.subarray(0, 16)).toString('hex');
  for (const [name, pattern] of SIGNATURES) {
    if (!pattern.test(hex)) continue;
    const kind = name in MEDIA_TYPES ? (name as ScanKind) : undefined;
    return { kind, name };
  }
  const text = Buffer.from(head.subarray(0, 64)).toString('utf8');
  if (/^\s*(<\?xml|<!doctype|<html|<svg|\{|\[)/i.test(text)) return { kind: undefined, name: '网页或文本' };
  return { kind: undefined, name: /^[\p{L}\p{N}\p{P}\s]+$/u.test(text) ? '文本文件' : '不认识的文件' };
}

/** The kind behind a media type. */
export function kindOf(mediaType: string): ScanKind | undefined {
  return (Object.keys(MEDIA_TYPES) as ScanKind[]).find((kind) => MEDIA_TYPES[kind] === mediaType);
}

const ENDINGS: Record<string, ScanKind> = {
  jpg: 'jpeg',
  jpeg: 'jpeg',
  jpe: 'jpeg',
  png: 'png',
  tif: 'tiff',
  tiff: 'tiff',
  pdf: 'pdf',
};

/** The kind that the name promises. */
export function kindByName(fileName: string): ScanKind | undefined {
  return ENDINGS[/\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''];
}
