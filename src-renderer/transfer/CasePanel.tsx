import { App, Button, Descriptions } from 'antd';
import type { Output } from '#contract/index.ts';
import { choose, useAct } from '../archive/index.ts';
import { instantWords, sizeWords } from '../words/index.ts';
import { StagedPanel } from './StagedPanel.tsx';

type Case = Output<'transfer.cases'>['cases'][number];
type Paper = 'slip' | 'handover' | 'receipt';

interface Props {
  readonly one: Case;
  readonly state: string;
  readonly overdue: boolean;
}

/** One transfer: what it is, its papers, and what is to be done next. */
export function CasePanel({ one, state, overdue }: Props) {
  const { message } = App.useApp();
  const exportPaper = useAct('transfer.exportPaper');
  const write = async (paper: Paper, name: string) => {
    const target = await choose('save-docx', `${name}-${one.slipNumber}`);
    if (!target) return;
    const written = await exportPaper.run({ caseId: one.id, paper, target: target.token });
    if (written) void message.success(`已写出「${written.fileName}」`);
  };
  const papers: readonly (readonly [Paper, string])[] =
    one.direction === 'out'
      ? [
          ['slip', '转递通知单'],
          ['handover', '交接清单'],
        ]
      : one.state === 'staged'
        ? []
        : [['receipt', '回执']];
  return (
    <div className="pane" role="region" aria-label={`转递 ${one.slipNumber}`}>
      <div className="pane-title">
        {one.slipNumber} {one.personName}
      </div>
      <div className="pane-body">
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'state', label: '状态', children: state },
            {
              key: 'partner',
              label: one.direction === 'out' ? '收件单位' : '发件单位',
              children: one.partnerName,
            },
            { key: 'reason', label: '原因', children: one.reason },
            {
              key: 'amount',
              label: '材料',
              children: `${one.items} 件 ${one.pages} 页，${sizeWords(one.size)}`,
            },
            { key: 'by', label: '经办', children: `${one.createdBy} ${instantWords(one.createdAt)}` },
            ...(one.receiptDueAt === null
              ? []
              : [
                  {
                    key: 'due',
                    label: '回执期限',
                    children: (
                      <span className={overdue ? 'warning' : ''}>
                        {instantWords(one.receiptDueAt)}
                        {overdue && '，已超期，请催对方'}
                      </span>
                    ),
                  },
                ]),
            { key: 'bundle', label: '包编号', children: <code className="digest">{one.bundleId}</code> },
            { key: 'sha', label: 'SHA-256', children: <code className="digest">{one.sha256}</code> },
          ]}
        />
        <div className="screen-bar">
          {papers.map(([paper, name]) => (
            <Button key={paper} loading={exportPaper.busy} onClick={() => void write(paper, name)}>
              {name}（docx）
            </Button>
          ))}
        </div>
        {one.direction === 'out' && one.state === 'sealed' && (
          <p className="muted">
            请把 .tar.age 与 .minisig
            两个文件一并交机要或专人送达；对方回执送回后，点「收到回执」办结，本卷随即封存。
          </p>
        )}
        {one.state === 'staged' && <StagedPanel caseId={one.id} />}
      </div>
    </div>
  );
}
