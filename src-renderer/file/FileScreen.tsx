import { Alert, Button, Descriptions, Table } from 'antd';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { go, type Places } from '../navigation/index.ts';
import { useRoles } from '../session/index.ts';
import { dateWords, FILE_STATE_WORDS } from '../words/index.ts';
import './file.css';

type Detail = Output<'people.get'>;
type SchemeClass = Output<'catalogue.scheme'>['classes'][number];

/** 干部卷: one page per cadre — who, what is in the file and what is missing, and what stands against its leaving. */
export function FileScreen({ params }: { readonly params: Places['file'] }) {
  const { personId, fileId } = params;
  const person = useRead('people.get', { id: personId });
  const scheme = useRead('catalogue.scheme', {});
  const gate = useRead('intake.gate', { fileId });
  const roles = useRoles();
  const transfer = roles.includes('clerk') || roles.includes('reviewer') || roles.includes('approver');
  const detail = person.data;
  return (
    <section className="screen" aria-label="干部卷">
      <div className="screen-bar">
        <strong className="file-name">{detail?.name}</strong>
        {detail && <span>第 {String(detail.volumeNumber).padStart(4, '0')} 卷</span>}
        {detail && (
          <span className={detail.fileState === 'open' ? 'muted' : 'warning'}>
            {FILE_STATE_WORDS[detail.fileState]}
          </span>
        )}
        <span className="spacer" />
        <Button autoFocus type="primary" onClick={() => go('catalogue', { personId })}>
          编目
        </Button>
        <Button onClick={() => go('numbering', { personId })}>编号</Button>
        <Button onClick={() => go('intake', { tab: 'gate', fileId })}>漏扫闸门</Button>
        <Button
          disabled={!transfer}
          title={transfer ? '' : '您的角色不办理转递'}
          onClick={() => go('transfer', { personId })}
        >
          转递
        </Button>
      </div>
      <FailureNote failure={person.failure ?? scheme.failure ?? gate.failure} onRetry={person.reload} />
      {gate.data && gate.data.open > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`纸质与扫描件有 ${gate.data.open} 处差异`}
          description={gate.data.differences
            .filter((one) => one.acceptedBy === null)
            .slice(0, 3)
            .map((one) => one.message)
            .join('；')}
          action={<Button onClick={() => go('intake', { tab: 'gate', fileId })}>去处理</Button>}
        />
      )}
      {detail && (
        <div className="panes file-panes">
          <div className="pane">
            <div className="pane-title">登记</div>
            <div className="pane-body">
              <Facts detail={detail} />
            </div>
          </div>
          <div className="pane">
            <div className="pane-title">材料分布</div>
            <div className="pane-body">
              <Classes detail={detail} classes={scheme.data?.classes ?? []} personId={personId} />
            </div>
          </div>
        </div>
      )}
    </section>
  );
}

function Facts({ detail }: { readonly detail: Detail }) {
  const facts: readonly (readonly [string, string])[] = [
    ['性别', detail.sex],
    ['民族', detail.ethnicity],
    ['出生', dateWords(detail.birthDate)],
    ['身份证号', detail.idNumber === '' ? '' : `${'*'.repeat(14)}${detail.idNumber.slice(-4)}`],
    ['曾用名', detail.formerName],
    ['政治面貌', detail.politicalStatus],
    ['入党时间', dateWords(detail.partyDate)],
    ['参加工作', dateWords(detail.workDate)],
    ['单位', detail.unit],
    ['部门', detail.department],
    ['班子', detail.leadingGroup],
    ['级别', detail.rank],
    ['职务', detail.posts.join('；')],
    ['工号', detail.staffNumber],
    ['备注', detail.remarks],
  ];
  return (
    <>
      <Descriptions
        size="small"
        column={2}
        items={facts
          .filter(([, value]) => value !== '')
          .map(([label, value]) => ({ key: label, label, children: value }))}
      />
      {detail.relatives.length > 0 && (
        <Table<Detail['relatives'][number]>
          size="small"
          title={() => '家庭成员及主要社会关系'}
          rowKey={(one) => `${one.relation} ${one.name}`}
          pagination={false}
          dataSource={detail.relatives}
          columns={[
            { title: '称谓', dataIndex: 'relation', width: 80 },
            { title: '姓名', dataIndex: 'name', width: 100 },
            { title: '工作单位及职务', dataIndex: 'work' },
          ]}
        />
      )}
    </>
  );
}

interface ClassesProps {
  readonly detail: Detail;
  readonly classes: readonly SchemeClass[];
  readonly personId: number;
}

/** Classes with their counts; those due every year that hold nothing stand out. */
function Classes({ detail, classes, personId }: ClassesProps) {
  const counted = new Map(detail.classes.map((one) => [one.classCode, one]));
  const parents = classes.filter((one) => one.parent === null);
  const rows = parents.map((parent) => {
    const leaves = classes.filter((one) => one.parent === parent.code);
    const held = leaves.map((leaf) => counted.get(leaf.code)).filter((one) => one !== undefined);
    return {
      code: parent.code,
      name: parent.name,
      items: held.reduce((sum, one) => sum + one.items, 0),
      pages: held.reduce((sum, one) => sum + one.pages, 0),
      held: held.map((one) => `${one.classCode} ${one.name} ${one.items}件`).join('，'),
      missing: leaves.filter((leaf) => leaf.yearly && !counted.has(leaf.code)).map((leaf) => leaf.name),
    };
  });
  return (
    <Table
      size="small"
      rowKey="code"
      pagination={false}
      dataSource={rows}
      onRow={() => ({ onDoubleClick: () => go('catalogue', { personId }) })}
      columns={[
        { title: '类', width: 150, render: (_value, row) => `${row.code} ${row.name}` },
        { title: '件', dataIndex: 'items', width: 48, align: 'right' },
        { title: '页', dataIndex: 'pages', width: 48, align: 'right' },
        {
          title: '内容',
          render: (_value, row) => (
            <>
              {row.held === '' ? <span className="muted">无</span> : row.held}
              {row.missing.length > 0 && (
                <div className="warning">每年应有而全无：{row.missing.join('、')}</div>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
