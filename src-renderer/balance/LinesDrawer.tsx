import { App, Button, Drawer, Table, Tag } from 'antd';
import type { Input, Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { go } from '../navigation/index.ts';
import { useRoles } from '../session/index.ts';
import { dateWords } from '../words/index.ts';
import type { Which } from './BalanceScreen.tsx';
import type { Count } from './shares.ts';

type Line = Output<'balance.lines'>['lines'][number];
export interface Behind {
  /** null: the row of the total. */
  readonly key: string | null;
  readonly words: string;
  readonly count: Count;
  readonly classCode?: string;
  /** By what the row stands for itself, where that is another than the table's. */
  readonly by?: 'unit' | 'cadre';
}
interface Props {
  readonly which: Which;
  readonly behind: Behind;
  readonly onClose: () => void;
}

export const COUNT_WORDS: Record<Count, string> = {
  due: '应收',
  met: '已收',
  timed: '知道何时收到的',
  onTime: '按时收到的',
  missing: '缺的',
  overdue: '逾期的',
  items: '全部件',
  personal: '个人来源',
  organisation: '组织来源',
  masses: '群众来源',
  statements: '陈述性',
  conclusions: '结论性',
  imaged: '有扫描的',
  verified: '已鉴定的',
  counted: '数过页的',
  differing: '页数不符的',
};
const STATE = {
  met: { word: '按时', colour: 'green' },
  'met-late': { word: '补交', colour: 'gold' },
  'met-untimed': { word: '已收', colour: 'green' },
  open: { word: '未到期', colour: 'blue' },
  overdue: { word: '逾期', colour: 'red' },
  item: { word: '在卷', colour: 'default' },
} as const;

/** What of this number can become collection tasks; undefined where the row says nothing that the tasks know. */
function askable(which: Which, behind: Behind): Input<'collection.askDue'> | undefined {
  if (behind.count !== 'missing' && behind.count !== 'overdue' && behind.count !== 'due') return undefined;
  const by = behind.by ?? which.by;
  const year = by === 'year' && behind.key !== null ? behind.key : which.year;
  if (by === 'rank' && behind.key !== null) return undefined;
  if (by === 'unit' && behind.key === '') return undefined;
  const unit = by === 'unit' && behind.key !== null ? behind.key : which.unit;
  const classCode = by === 'class' && behind.key !== null ? behind.key : behind.classCode;
  return {
    from: `${year}0101`,
    to: `${year}1231`,
    ...(unit === '' ? {} : { unit }),
    ...(by === 'cadre' && behind.key !== null ? { fileId: Number(behind.key) } : {}),
    ...(classCode === undefined ? {} : { classCode }),
  };
}

/** 所计各项: each with the way to its material; what is missing becomes collection tasks by one act. */
export function LinesDrawer({ which, behind, onClose }: Props) {
  const { message } = App.useApp();
  const { key, count, classCode, by = which.by } = behind;
  const lines = useRead('balance.lines', {
    ...which,
    by,
    key,
    count,
    ...(classCode === undefined ? {} : { classCode }),
  });
  const asking = useAct('collection.askDue');
  const clerk = useRoles().includes('clerk');
  const tasks = askable(which, behind);
  const { data } = lines;
  const collect = async () => {
    const done = tasks && (await asking.run(tasks));
    if (done)
      void message.success(
        `列入收集 ${done.added} 项${done.already > 0 ? `，${done.already} 项早已列入` : ''}；见「收集」。`,
        4,
      );
  };
  return (
    <Drawer
      open
      size={820}
      title={`${behind.words || '合计'}　${COUNT_WORDS[count]}${data ? `（${data.count} 项）` : ''}`}
      onClose={onClose}
      extra={
        tasks &&
        clerk && (
          <Button type="primary" loading={asking.busy} disabled={!data?.count} onClick={() => void collect()}>
            缺的列入收集
          </Button>
        )
      }
    >
      <FailureNote failure={lines.failure ?? asking.failure} onRetry={lines.reload} />
      {data && data.lines.length < data.count && (
        <p className="warning">
          共 {data.count} 项，只列 {data.lines.length} 项；缩小年度、单位或类别可看全。
        </p>
      )}
      <Table<Line>
        size="small"
        rowKey={(line) => `${line.fileId} ${line.classCode} ${line.day} ${line.itemId ?? line.words}`}
        loading={lines.loading && !data}
        dataSource={[...(data?.lines ?? [])]}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '没有所计的项' }}
        columns={[
          { title: '干部', dataIndex: 'personName', width: 80 },
          { title: '单位', dataIndex: 'unit', width: 130, ellipsis: true },
          {
            title: '类',
            width: 150,
            ellipsis: true,
            render: (_, one) => `${one.classCode} ${one.className}`,
          },
          { title: '内容', dataIndex: 'words', ellipsis: true },
          { title: '日期', width: 96, render: (_, one) => dateWords(one.day) },
          {
            title: '状态',
            width: 74,
            render: (_, one) => <Tag color={STATE[one.state].colour}>{STATE[one.state].word}</Tag>,
          },
          {
            title: '',
            width: 84,
            render: (_, one) => (
              <Button
                type="link"
                size="small"
                onClick={() =>
                  one.itemId === null
                    ? go('duty', {
                        person: { fileId: one.fileId, personId: one.personId, name: one.personName },
                        classCode: one.classCode,
                      })
                    : go('catalogue', { itemId: one.itemId })
                }
              >
                {one.itemId === null ? '为何应收' : '打开'}
              </Button>
            ),
          },
        ]}
      />
    </Drawer>
  );
}
