import { Alert } from 'antd';
import type { FileState } from '#contract/vocabulary.ts';
import { useRead } from '../archive/index.ts';
import { FILE_STATE_WORDS } from '../words/index.ts';
import type { NumberedRow, Volume } from './use-volume.ts';

interface Props {
  readonly volume: Volume;
  readonly fileState: FileState;
  readonly chosen: NumberedRow | undefined;
}

/** What the numbers mean here: the style in force, where late material goes, why a number is void. */
export function VolumeNotes({ volume, fileState, chosen }: Props) {
  const styles = useRead('numbering.styles', {});
  const style = styles.data?.styles.find((one) => one.id === styles.data?.current);
  const { drafts, fixed } = volume;
  const first = drafts[0];
  const voided = useRead('catalogue.get', chosen?.state === 'void' ? { id: chosen.itemId } : undefined);
  return (
    <>
      {fileState !== 'open' && (
        <Alert
          type="warning"
          showIcon
          title={`本卷${FILE_STATE_WORDS[fileState]}，排列、定号、作废都停办；可以看、可以打印和导出目录。`}
        />
      )}
      {first && fixed.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={`本卷已定号 ${fixed.length} 件；新补的 ${drafts.length} 件接在后面：件号从 ${first.itemNumber} 起，铅笔号接在本类最后，已定的号都不动。`}
        />
      )}
      <p className="numbering-style muted">
        {style && `档号式样：${style.name}，如 ${style.example}；由系统管理员在「设置」选定。`}
        {drafts.length > 0 && '　灰色的号是预拟的，定号时才生效。'}
        {voided.data && `　作废理由：${voided.data.voidReason}`}
      </p>
    </>
  );
}
