import { AlignmentType, BorderStyle, Paragraph } from 'docx';
import { day, grid, line, markLine, paper, text, title } from './layout.ts';
import {
  CATALOGUE_HEADINGS,
  type CatalogueTable,
  catalogueCells,
  type ReceiptData,
  type RePencilTable,
  type SlipData,
} from './tables.ts';

const cut = () =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 200, after: 200 },
    border: { bottom: { style: BorderStyle.DASHED, size: 6, color: '000000', space: 1 } },
    children: [text('（裁切线，骑缝盖章）', 9)],
  });

const LIST_HEADINGS = ['序号', '档号', '题名', '日期', '页数', '密级'];
const LIST_WIDTHS = [6, 27, 33, 14, 7, 13];
const listRows = (data: SlipData) =>
  data.lines.map((one, index) => [
    String(index + 1),
    one.code,
    one.title,
    one.date,
    String(one.pages),
    one.secrecy,
  ]);

function slipFacts(data: SlipData): Paragraph[] {
  return [
    line(`编号：${data.slipNumber}`),
    line(`转出单位：${data.senderName}　　接收单位：${data.recipientName}`),
    line(`干部姓名：${data.personName}　　转递原因：${data.reason}`),
    line(
      `共 ${data.items} 件 ${data.pages} 页；转递包 ${data.size > 0 ? `${data.size} 字节` : '另附'}，SHA-256：${data.sha256}`,
    ),
    line(`封包日期：${day(data.sealedAt)}　　经办人：${data.preparedBy}　　（盖章）`),
  ];
}

/** 转递通知单 in three parts: stub, notice, receipt form (domain 4). */
export function transferSlip(data: SlipData): Promise<Buffer> {
  return paper([
    title('干部廉政档案转递通知单（存根）'),
    ...slipFacts(data),
    cut(),
    title('干部廉政档案转递通知单'),
    line(`${data.recipientName}：`),
    line(`现将${data.personName}同志的廉政档案转去，请按移交清单查收，并在一个月内退回回执。`),
    ...slipFacts(data),
    cut(),
    title('回　执'),
    line(`${data.senderName}：`),
    line(
      `你单位 ${data.slipNumber} 号转来的${data.personName}同志廉政档案共 ${data.items} 件 ${data.pages} 页，已于　　　年　　月　　日收到。`,
    ),
    line('接收人：　　　　　　　　　　（盖章）　　　　　　年　　月　　日'),
  ]);
}

/** 移交清单, signed by both sides. */
export function handoverList(data: SlipData): Promise<Buffer> {
  return paper([
    title('干部廉政档案移交清单'),
    ...slipFacts(data),
    grid(LIST_HEADINGS, listRows(data), LIST_WIDTHS),
    line(''),
    line('移交人：　　　　　　　　　　　　接收人：'),
    line('移交日期：　　　　　　　　　　　接收日期：'),
  ]);
}

/** 回执 as the receiving unit has signed it. */
export function receiptPaper(data: ReceiptData): Promise<Buffer> {
  const verdict =
    data.verdict === 'accepted'
      ? `经核对，共 ${data.items} 件 ${data.pages} 页，已接收入库。`
      : `经核对，未予接收，原因：${data.reason}`;
  return paper([
    title('干部廉政档案转递回执'),
    line(`${data.senderName}：`),
    line(
      `你单位 ${data.slipNumber} 号转来的${data.personName}同志廉政档案已于${day(data.receivedAt)}收到。${verdict}`,
    ),
    line(`转递包 SHA-256：${data.sha256}`),
    line(`接收单位：${data.recipientName}　　审批人：${data.acceptedBy}　　（盖章）`),
  ]);
}

/** 卷内目录. */
export function catalogueDocx(table: CatalogueTable): Promise<Buffer> {
  return paper(
    [
      markLine(table.mark),
      title('卷内目录'),
      line(
        `${table.fondsName}（${table.fondsCode}）　${table.personName}　第 ${table.volumeNumber} 卷　${table.style}`,
      ),
      grid(CATALOGUE_HEADINGS, table.rows.map(catalogueCells), [5, 7, 17, 12, 24, 8, 5, 8, 7, 7]),
      line(`打印日期：${day(table.printedAt)}`),
    ],
    true,
  );
}

/** 改号清单: what to rub out and pencil anew after an approved re-arrangement. */
export function rePencilDocx(table: RePencilTable): Promise<Buffer> {
  return paper([
    markLine(table.mark),
    title('重新编号改号清单'),
    line(`${table.fondsName}　${table.personName}　原因：${table.reason}`),
    line(`批准人：${table.decidedBy}　批准日期：${table.decidedAt === '' ? '' : day(table.decidedAt)}`),
    grid(
      ['题名', '原类序号', '新类序号', '原档号', '新档号', '已改'],
      table.rows.map((row) => [row.title, row.oldPencil, row.newPencil, row.oldCode, row.newCode, '□']),
      [30, 10, 10, 22, 22, 6],
    ),
  ]);
}
