/** 宣传教育: the sheet on which cadres sign, and the record of a year that goes into a cadre's file. */
import { grid, line, paper, title } from './layout.ts';
import { drawnPdf, MM } from './pdf.ts';

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

export function trainingPdf(font: string, data: TrainingRecordData): Promise<Buffer> {
  const margins = { top: 25 * MM, bottom: 25 * MM, left: 25 * MM, right: 20 * MM };
  return drawnPdf({ size: 'A4', margins }, (document) => {
    document.registerFont('body', font).font('body');
    document.fontSize(18).text(data.heading, { align: 'center' }).moveDown();
    document.fontSize(11);
    document.table({
      columnStyles: [24 * MM, '*', 26 * MM, 34 * MM, 16 * MM],
      data: [['日期', '内容', '形式', '地点', '学时'], ...data.lines.map((line) => [...line])],
    });
    document.moveDown().text(`合计 ${data.hours} 学时。`);
    document.moveDown().text(data.by, { align: 'right' });
  });
}
