import { Alert, Button } from 'antd';
import { go } from '../navigation/index.ts';
import type { Finding } from './use-volume.ts';

const KIND_WORDS: Record<Finding['kind'], string> = {
  gap: '缺号',
  duplicate: '重号',
  order: '次序',
  incomplete: '未填全',
};

interface Props {
  readonly findings: readonly Finding[];
  readonly onShow: (itemId: number) => void;
}

/** What the check of the numbers found, by kind, each with a way to its item. */
export function Findings({ findings, onShow }: Props) {
  if (findings.length === 0) return null;
  const counts = (Object.keys(KIND_WORDS) as Finding['kind'][])
    .map((kind) => [KIND_WORDS[kind], findings.filter((one) => one.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${word} ${count}`);
  return (
    <Alert
      type={findings.some((one) => one.kind === 'gap' || one.kind === 'duplicate') ? 'error' : 'warning'}
      showIcon
      title={`检查发现 ${findings.length} 处：${counts.join('，')}`}
      description={
        <ul className="failure-details numbering-findings">
          {findings.map((one) => (
            <li key={`${one.kind} ${one.itemId ?? ''} ${one.message}`}>
              {one.message}
              {one.itemId !== null && (
                <>
                  <Button type="link" onClick={() => one.itemId !== null && onShow(one.itemId)}>
                    定位
                  </Button>
                  <Button
                    type="link"
                    onClick={() => one.itemId !== null && go('catalogue', { itemId: one.itemId })}
                  >
                    去编目
                  </Button>
                </>
              )}
            </li>
          ))}
        </ul>
      }
    />
  );
}
