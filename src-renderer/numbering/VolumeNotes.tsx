import { Alert } from 'antd';
import type { FileState } from '#contract/vocabulary.ts';
import { useRead } from '../archive/index.ts';
import { FILE_STATE_WORDS, instantWords } from '../words/index.ts';
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
      {volume.asked && (
        <Alert
          type={volume.asked.stale ? 'warning' : 'info'}
          showIcon
          title={
            volume.asked.stale
              ? `${volume.asked.by}提请定号以后本卷又有变动，不能照原样批准：请撤回（或由审批的人退回），再提请。`
              : `${volume.asked.by}已提请定号，等另一人在「审批」中批准。`
          }
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
        {volume.boundAt !== null &&
          `　${instantWords(volume.boundAt)} 装订${volume.loose > 0 ? `，此后 ${volume.loose} 件未装订` : ''}。`}
        {volume.boundAt === null && volume.loose > 0 && `　已定号 ${volume.loose} 件，还没有装订。`}
        {drafts.length > 0 && '　灰色的号是预拟的，批准后才生效。'}
        {voided.data && `　作废理由：${voided.data.voidReason}`}
      </p>
    </>
  );
}
