import { Button, Descriptions } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { dateWords, maskedIdNumber, maskedName } from '../words/index.ts';
import { Photo } from './Photo.tsx';
import { RelativesDialog } from './RelativesDialog.tsx';

type Detail = Output<'people.get'>;

/** 登记: the identity number and the relatives are masked until somebody asks to see them. */
export function Facts({ detail, clerk }: { readonly detail: Detail; readonly clerk: boolean }) {
  const [shown, setShown] = useState(false);
  const [editing, setEditing] = useState(false);
  const facts: readonly (readonly [string, string])[] = [
    ['性别', detail.sex],
    ['民族', detail.ethnicity],
    ['出生', dateWords(detail.birthDate)],
    ['身份证号', shown ? detail.idNumber : maskedIdNumber(detail.idNumber)],
    ['号码说明', detail.idNumberReason],
    ['曾用名', detail.formerName],
    ['政治面貌', detail.politicalStatus],
    ['入党时间', dateWords(detail.partyDate)],
    ['参加工作', dateWords(detail.workDate)],
    ['单位', detail.unit],
    ['部门', detail.department],
    ['班子', detail.leadingGroup],
    ['级别', detail.rank],
    ['主职', detail.posts[0] ?? ''],
    ['兼职', detail.posts.slice(1).join('；')],
    ['工号', detail.staffNumber],
    ['备注', detail.remarks],
  ];
  const masked = detail.idNumber !== '' || detail.relatives.length > 0;
  return (
    <div className="pane">
      <div className="pane-title file-title">
        登记
        {masked && (
          <Button type="link" title="身份证号和亲属" onClick={() => setShown((now) => !now)}>
            {shown ? '遮住' : '显示证件号和亲属'}
          </Button>
        )}
      </div>
      <div className="pane-body">
        <div className="file-facts-row">
          <Descriptions
            size="small"
            column={1}
            className="file-facts"
            items={facts
              .filter(([, value]) => value !== '')
              .map(([label, value]) => ({ key: label, label, children: value }))}
          />
          <Photo personId={detail.id} name={detail.name} clerk={clerk} />
        </div>
        <div className="file-heading file-title">
          家庭成员及主要社会关系
          {clerk && (
            <Button type="link" onClick={() => setEditing(true)}>
              登记…
            </Button>
          )}
        </div>
        {detail.relatives.length === 0 ? (
          <p className="muted file-none">还没有登记；查阅时的回避要对照亲属。</p>
        ) : (
          <ul className="file-relatives">
            {detail.relatives.map((one) => (
              <li key={`${one.relation} ${one.name} ${one.work}`}>
                <span className="muted">{one.relation}</span>　{shown ? one.name : maskedName(one.name)}
                {shown && one.work !== '' && <div className="muted">{one.work}</div>}
              </li>
            ))}
          </ul>
        )}
      </div>
      {editing && <RelativesDialog detail={detail} onClose={() => setEditing(false)} />}
    </div>
  );
}
