import { secrecyMark } from '#contract/vocabulary.ts';
import { type BundleCatalogue, pagesOfItem } from './catalogue.ts';
import { RETENTION_WORDS } from './words.ts';

/** `data/index.html`: the bundle for a reader with nothing but a browser. Static: no script, nothing from elsewhere. */
export function renderIndexPage(catalogue: BundleCatalogue): string {
  const { bundle, person, items, voided } = catalogue;
  const facts: readonly (readonly [string, string])[] = [
    ['转递单号', bundle.slipNumber],
    ['发件单位', `${bundle.sender.name}（${bundle.sender.fondsCode}）`],
    ['收件单位', `${bundle.recipient.name}（${bundle.recipient.fondsCode}）`],
    ['封包时间', bundle.sealedAt],
    ['转递原因', bundle.reason],
    ['经办人', bundle.preparedBy],
    ['姓名', person.name],
    ['单位职务', [person.unit, ...person.posts.slice(0, 1)].join(' ').trim()],
    ['材料', `${items.length} 件，${items.reduce((sum, item) => sum + pagesOfItem(item), 0)} 页`],
  ];
  const rows = items.map((item) => {
    const links = item.scans.map((scan) => {
      const href = scan.path.slice('data/'.length).split('/').map(encodeURIComponent).join('/');
      return `<a href="${escape(href)}">${escape(scan.path.split('/').at(-1) ?? scan.path)}</a>`;
    });
    const cells = [
      String(item.itemNumber),
      item.archivalCode,
      item.pencilCode,
      item.title,
      item.author,
      item.date,
      String(pagesOfItem(item)),
      secrecyMark(item.secrecy, item.secrecyYears),
      RETENTION_WORDS[item.retention],
      item.remarks,
    ];
    return `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}<td>${links.join(' ')}</td></tr>`;
  });
  const gone = voided.map(
    (one) => `<li>${escape(one.archivalCode)} ${escape(one.title)}：${escape(one.reason)}</li>`,
  );
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(bundle.slipNumber)} 干部廉政档案转递包</title>
<style>
body { font-family: serif; margin: 2em; }
table { border-collapse: collapse; }
td, th { border: 1px solid #888; padding: .2em .5em; text-align: left; vertical-align: top; }
</style>
</head>
<body>
<h1>干部廉政档案转递包</h1>
<table>
${facts.map(([label, value]) => `<tr><th>${escape(label)}</th><td>${escape(value)}</td></tr>`).join('\n')}
</table>
<h2>卷内目录</h2>
<table>
<tr><th>件号</th><th>档号</th><th>铅笔号</th><th>材料名称</th><th>责任者</th><th>形成时间</th><th>页数</th><th>密级</th><th>保管期限</th><th>备注</th><th>原件</th></tr>
${rows.join('\n')}
</table>
${gone.length > 0 ? `<h2>作废件号</h2>\n<ul>\n${gone.join('\n')}\n</ul>` : ''}
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
