/** What the window's own addresses answer: the bundled files of the screens, and pages of the archive as pictures. */
import { randomBytes } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { ErrorCode } from '#contract/result.ts';
import type { Application } from '#main/application/index.ts';
import { contentSecurityPolicy, isOwn } from './policy.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * Where index.html wants the nonce: `<meta name="csp-nonce" content="__CSP_NONCE__">`. The screens read that element and
 * give its content to Ant Design (`ConfigProvider csp={{ nonce }}`); `<style>` elements without it are refused.
 */
const NONCE_PLACE = '__CSP_NONCE__';

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};
/** A picture or script opened by itself may do nothing. */
const NOTHING = { ...HEADERS, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" };

/** Address → file, for every file below the folder: what is not in this list is not there, whatever its address says. */
export function bundledFiles(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const visit = (inside: string, prefix: string): void => {
    const entries: Dirent[] = readdirSync(inside, { withFileTypes: true });
    for (const entry of entries) {
      const path = join(inside, entry.name);
      if (entry.isDirectory()) visit(path, `${prefix}${entry.name}/`);
      else if (entry.isFile() && extname(entry.name) in TYPES) files.set(`${prefix}${entry.name}`, path);
    }
  };
  visit(folder, '/');
  return files;
}

const empty = (status: number): Response => new Response(null, { status, headers: NOTHING });

function file(path: string): Response {
  const type = TYPES[extname(path)] ?? '';
  const bytes = readFileSync(path);
  if (extname(path) !== '.html')
    return new Response(new Uint8Array(bytes), { headers: { ...NOTHING, 'content-type': type } });
  const nonce = randomBytes(16).toString('base64');
  return new Response(bytes.toString('utf8').replaceAll(NONCE_PLACE, nonce), {
    headers: { ...HEADERS, 'content-type': type, 'content-security-policy': contentSecurityPolicy(nonce) },
  });
}

/** Refusals carry no word: who may not see a page learns no more than that. */
function statusOf(code: ErrorCode): number {
  if (code === 'not-found') return 404;
  return code === 'internal' ? 500 : 403;
}

/** What the application answers for the addresses of pictures. */
export type Pictures = Pick<
  Application,
  'readPage' | 'readTray' | 'readConsultPage' | 'readBasis' | 'readPhoto'
>;

const ID = '([1-9]\\d{0,14})';
const ADDRESSES: readonly (readonly [
  RegExp,
  (pictures: Pictures, first: number, second: number) => ReturnType<Application['readPage']>,
])[] = [
  [new RegExp(`^/page/${ID}()$`), (pictures, id) => pictures.readPage(id)],
  [new RegExp(`^/small/page/${ID}()$`), (pictures, id) => pictures.readPage(id, 'small')],
  [new RegExp(`^/original/page/${ID}()$`), (pictures, id) => pictures.readPage(id, 'original')],
  [new RegExp(`^/photo/${ID}()$`), (pictures, id) => pictures.readPhoto(id)],
  [new RegExp(`^/tray/${ID}()$`), (pictures, id) => pictures.readTray(id)],
  [new RegExp(`^/small/tray/${ID}()$`), (pictures, id) => pictures.readTray(id, true)],
  [new RegExp(`^/consult/${ID}/${ID}$`), (pictures, session, id) => pictures.readConsultPage(session, id)],
  [new RegExp(`^/basis/${ID}/(0|[1-9]\\d{0,3})$`), (pictures, id, index) => pictures.readBasis(id, index)],
];

async function picture(asked: ReturnType<Application['readPage']>): Promise<Response> {
  const result = await asked;
  if (!result.ok) return empty(statusOf(result.error.code));
  const { mediaType, bytes } = result.data;
  return new Response(new Uint8Array(bytes), { headers: { ...NOTHING, 'content-type': mediaType } });
}

/** Answers one request of the window. */
export async function answer(
  request: { readonly method: string; readonly url: string },
  files: ReadonlyMap<string, string>,
  pictures: Pictures,
): Promise<Response> {
  if (request.method !== 'GET') return empty(405);
  if (!isOwn(request.url)) return empty(403);
  const { pathname } = new URL(request.url);
  for (const [address, ask] of ADDRESSES) {
    const found = address.exec(pathname);
    if (found) return picture(ask(pictures, Number(found[1]), Number(found[2])));
  }
  const path = files.get(pathname);
  return path === undefined ? empty(404) : file(path);
}
