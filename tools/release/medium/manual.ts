/** 使用手册: the manual as one page that any browser opens by itself, from a disc, without a network. */
import { Marked } from 'marked';
import { gfmHeadingId } from 'marked-gfm-heading-id';

const STYLE = `
body { max-width: 46em; margin: 2em auto; padding: 0 1em; color: #222; line-height: 1.75;
  font-family: "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; }
h1, h2, h3 { color: #1f4e79; line-height: 1.3; }
h2 { margin-top: 2.2em; padding-bottom: .2em; border-bottom: 1px solid #ccc; }
a { color: #1f4e79; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { border: 1px solid #bbb; padding: .3em .8em; text-align: left; vertical-align: top; }
th { background: #eef2f6; }
code { background: #f2f2f2; padding: .1em .3em; border-radius: 3px; font-family: Consolas, "DejaVu Sans Mono", monospace; }
pre { background: #f2f2f2; padding: .8em 1em; overflow-x: auto; }
pre code { padding: 0; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } pre, table { break-inside: avoid; } }
`;

/** The page may load nothing, so that a manual put in its place cannot either. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** @throws Error when it refers to another file or an address, or to a place of its own that is not there */
export function renderManual(markdown: string): string {
  const body = new Marked(gfmHeadingId()).parse(markdown, { async: false });
  const places = new Set([...body.matchAll(/\bid="([^"]*)"/g)].map((found) => found[1]));
  for (const [, to = ''] of body.matchAll(/\b(?:href|src)="([^"]*)"/g)) {
    if (to.startsWith('data:image/')) continue;
    if (!to.startsWith('#')) throw new Error(`The manual must stand by itself, but refers to ${to}`);
    if (!places.has(decodeURIComponent(to.slice(1))))
      throw new Error(`The manual has no place ${decodeURIComponent(to)}`);
  }
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? '使用手册';
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}</body>
</html>
`;
}
