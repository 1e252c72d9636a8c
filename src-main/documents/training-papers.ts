/** 宣传教育: the sheet on which cadres sign, and the record of a year that goes into a cadre's file. */
import { grid, line, paper, title } from './layout.ts';

export interface TrainingSheetData {
  readonly fondsName: string;
  readonly title: string;
  readonly about: string;
  readonly speaker: string;
  readonly materials: readonly string[];
  /** 序号, 姓名, 单位, 到会, numbers of the materials read. */
  readonly rows: readonly (readonly string[])[];
}

export function trainingSheet(data: TrainingSheetData): Promise<Buffer> {
  return paper([
    title('廉政教育签到签阅表'),
    line(`单位：${data.fondsName}`),
    line(`内容：${data.title}`),
    line(`${data.about}${data.speaker === '' ? '' : `　主讲：${data.speaker}`}`),
    ...data.materials.map((name, at) => line(`学习材料 ${at + 1}：${name}`)),
    grid(
      ['序号', '姓名', '单位', '到会', '已签阅', '签到（签名）', '签阅（签名、日期）'],
      data.rows.map((row) => [...row, '', '']),
      [7, 13, 24, 9, 11, 16, 20],
    ),
  ]);
}

export interface TrainingRecordData {
  readonly heading: string;
  /** 日期, 内容, 形式, 地点, 学时. */
  readonly lines: readonly (readonly string[])[];
  readonly hours: number;
  readonly by: string;
}

export async function trainingPdf(font: string, data: TrainingRecordData): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const mm = 72 / 25.4;
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: 25 * mm, bottom: 25 * mm, left: 25 * mm, right: 20 * mm },
    info: { Producer: '廉档', Creator: '廉档' },
  });
  const pieces: Buffer[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  document.on('data', (piece: Buffer) => pieces.push(piece));
  document.on('end', () => resolve(Buffer.concat(pieces)));
  document.on('error', reject);
  document.registerFont('body', font).font('body');
  document.fontSize(18).text(data.heading, { align: 'center' }).moveDown();
  document.fontSize(11);
  document.table({
    columnStyles: [24 * mm, '*', 26 * mm, 34 * mm, 16 * mm],
    data: [['日期', '内容', '形式', '地点', '学时'], ...data.lines.map((line) => [...line])],
  });
  document.moveDown().text(`合计 ${data.hours} 学时。`);
  document.moveDown().text(data.by, { align: 'right' });
  document.end();
  return promise;
}
