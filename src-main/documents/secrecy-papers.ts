/** 密级变更（解密）审批表 and 通知书 (domain 2.10, form 16). */
import { Paragraph, TextRun } from 'docx';
import { day, grid, line, markLine, paper, title } from './layout.ts';

export interface SecrecyPaperData {
  readonly id: number;
  readonly fondsName: string;
  readonly mark: string;
  readonly personName: string;
  readonly title: string;
  readonly archivalCode: string | null;
  readonly kind: 'change' | 'declassify';
  readonly fromMark: string;
  readonly toMark: string;
  readonly reason: string;
  readonly basis: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly reviewedBy: string | null;
  readonly reviewedAt: string | null;
  readonly reviewNote: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decisionNote: string;
}

const BODY = '仿宋';
/** The old mark struck through, the new one beside it, as it is written on the material itself. */
const marks = (data: SecrecyPaperData) =>
  new Paragraph({
    spacing: { line: 360 },
    children: [
      new TextRun({ text: '标志：', size: 24, font: BODY }),
      new TextRun({ text: data.fromMark, size: 24, font: BODY, strike: true }),
      new TextRun({ text: `　${data.toMark}`, size: 24, font: BODY }),
    ],
  });
const signed = (by: string | null, at: string | null) =>
  by === null ? '　　　　　　（签字）　　　年　　月　　日' : `${by}　${day(at ?? '')}`;

export function secrecyApproval(data: SecrecyPaperData): Promise<Buffer> {
  return paper([
    markLine(data.mark),
    title(data.kind === 'declassify' ? '解密审批表' : '密级变更审批表'),
    line(`单位：${data.fondsName}　　编号：${data.id}`),
    marks(data),
    grid(
      ['项目', '内容'],
      [
        ['档案所属', data.personName],
        ['材料名称', data.title],
        ['档号', data.archivalCode ?? '（未定号）'],
        ['原密级、期限', data.fromMark],
        ['变更为', data.toMark],
        ['理由', data.reason],
        ['依据', data.basis],
        ['拟定人', signed(data.proposedBy, data.proposedAt)],
        ['审核意见', `${data.reviewNote}　${signed(data.reviewedBy, data.reviewedAt)}`],
        ['批准意见', `${data.decisionNote}　${signed(data.decidedBy, data.decidedAt)}`],
      ],
      [22, 78],
    ),
  ]);
}

export function secrecyNotice(data: SecrecyPaperData): Promise<Buffer> {
  return paper([
    markLine(data.mark),
    title(data.kind === 'declassify' ? '解密通知书' : '密级变更通知书'),
    line('　　　　　　　　　：'),
    line(
      `　　经批准，${data.personName}同志廉政档案中的《${data.title}》（档号：${data.archivalCode ?? '无'}）自${day(data.decidedAt ?? '')}起${data.kind === 'declassify' ? '解密' : '变更密级'}。`,
    ),
    marks(data),
    line(`　　依据：${data.basis}`),
    line('　　请在所持材料上划去原标志，在旁注明新标志和日期，并登记备查。'),
    line(''),
    line(`　　　　　　　　　　　　　　　　　　${data.fondsName}（盖章）`),
    line(`　　　　　　　　　　　　　　　　　　${day(data.decidedAt ?? '')}`),
  ]);
}
