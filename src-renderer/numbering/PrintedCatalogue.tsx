import { PrintSheet } from '../print/index.tsx';
import { dateWords } from '../words/index.ts';
import type { Numbered } from './use-volume.ts';

interface Props {
  readonly name: string;
  readonly items: readonly Numbered[];
}

/** A number that is only planned must not pass for one that stands. */
const REMARKS: Record<Numbered['state'], string> = { draft: '未定号', fixed: '', void: '作废' };

/** 卷内目录 on paper: class rows, then 序号, 材料名称, 材料形成时间, 页数, 备注 (domain 2.4); the heading repeats on each sheet. */
export function PrintedCatalogue({ name, items }: Props) {
  const classes = [...new Set(items.map((item) => item.classCode))];
  return (
    <PrintSheet>
      <h1>卷内目录　{name}</h1>
      <table>
        <thead>
          <tr>
            <th>铅笔号</th>
            <th>材料名称</th>
            <th>形成时间</th>
            <th>页数</th>
            <th>备注</th>
          </tr>
        </thead>
        <tbody>
          {classes.flatMap((code) => {
            const own = items.filter((item) => item.classCode === code);
            return [
              <tr key={code}>
                <th colSpan={5}>
                  {code} {own[0]?.className}
                </th>
              </tr>,
              ...own.map((item) => (
                <tr key={item.itemId}>
                  <td>{item.state === 'draft' ? `（${item.pencilCode}）` : item.pencilCode}</td>
                  <td>{item.title}</td>
                  <td>{dateWords(item.date)}</td>
                  <td>{item.paperPages}</td>
                  <td>{REMARKS[item.state]}</td>
                </tr>
              )),
            ];
          })}
        </tbody>
      </table>
    </PrintSheet>
  );
}
