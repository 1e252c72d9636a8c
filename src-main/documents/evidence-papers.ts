/** 审计报告 and 封条 (domain 3.3, form 20). */
import { AlignmentType, ImageRun, Paragraph } from 'docx';
import { day, grid, line, paper, text, title } from './layout.ts';

interface Counted {
  readonly total: number;
  readonly refused: number;
  readonly failed: number;
}
export interface AuditReportData {
  readonly fondsName: string;
  readonly month: string;
  readonly at: string;
  readonly by: string;
  readonly events: number;
  readonly refused: number;
  readonly failed: number;
  readonly firstEvent: number;
  readonly lastEvent: number;
  readonly head: string;
  readonly intact: boolean;
  readonly findings: string;
  readonly measures: string;
  readonly byEvent: readonly (Counted & { readonly event: string })[];
  readonly byAccount: readonly (Counted & { readonly account: string })[];
}

const COUNTED = ['总数', '被拒', '出错'];
const counts = (one: Counted) => [String(one.total), String(one.refused), String(one.failed)];

/** 审计报告 of one month. */
export function auditReport(data: AuditReportData): Promise<Buffer> {
  const [year, month] = data.month.split('-');
  return paper([
    title('安全审计报告'),
    line(`单位：${data.fondsName}　　审计期间：${year}年${Number(month)}月`),
    line(
      `一、审计记录：第 ${data.firstEvent} 至 ${data.lastEvent} 条，共 ${data.events} 条，其中被拒 ${data.refused} 条、出错 ${data.failed} 条。`,
    ),
    line(
      `二、完整性：${data.intact ? '逐条核对，首尾衔接，未见改动。' : '核对不通过，记录有改动或缺失，见查看结果。'}链头 ${data.head.slice(0, 16)}。`,
    ),
    line('三、查看结果：'),
    ...data.findings.split('\n').map(line),
    line('四、处理措施：'),
    ...(data.measures === '' ? ['无。'] : data.measures.split('\n')).map(line),
    line('五、按账号统计：'),
    grid(
      ['账号', ...COUNTED],
      data.byAccount.map((one) => [one.account === '' ? '（登录前）' : one.account, ...counts(one)]),
      [55, 15, 15, 15],
    ),
    line('六、按事件统计：'),
    grid(
      ['事件', ...COUNTED],
      data.byEvent.map((one) => [one.event, ...counts(one)]),
      [55, 15, 15, 15],
    ),
    line(''),
    line(`安全审计员：${data.by}（签字）　　　　${day(data.at)}`),
    line('保密工作机构负责人：　　　　　　　　　　　　年　　月　　日'),
  ]);
}

export interface SealPaperData {
  readonly fondsName: string;
  readonly archiveId: string;
  readonly number: number;
  /** Local wall time, ready to print. */
  readonly at: string;
  readonly by: string;
  readonly events: number;
  readonly blobs: number;
  readonly code: string;
  /** PNG of the code as QR. */
  readonly picture: Uint8Array;
}

/** 封条, to be kept in the paper register. */
export function sealPaper(data: SealPaperData): Promise<Buffer> {
  return paper([
    title('廉政档案库封条'),
    line(`单位：${data.fondsName}　　库编号：${data.archiveId.slice(0, 8).toUpperCase()}`),
    line(`封条第 ${data.number} 号　　${data.at}　　制作人：${data.by}`),
    line(`覆盖审计记录 ${data.events} 条、入库文件 ${data.blobs} 个。`),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 240, after: 120 },
      children: [
        new ImageRun({ type: 'png', data: data.picture, transformation: { width: 190, height: 190 } }),
      ],
    }),
    new Paragraph({ alignment: AlignmentType.CENTER, children: [text(data.code, 11, true)] }),
    line(''),
    line('核对办法：在「审计」的「核对封条」中输入或扫入上面的编码，即知今天的库是否承接此日的库。'),
    line('保管人：　　　　　　　　　　　　（签字）　　　　年　　月　　日'),
  ]);
}
