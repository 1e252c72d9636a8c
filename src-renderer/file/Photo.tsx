import { Button } from 'antd';
import { useState } from 'react';
import { photoAddress } from '#contract/bridge.ts';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';

interface Props {
  readonly personId: number;
  readonly name: string;
  readonly clerk: boolean;
}

/** 照片: shown where there is one; the clerk takes another in, or this one away. */
export function Photo({ personId, name, clerk }: Props) {
  const { data, failure, reload } = useRead('people.photo', { personId });
  const set = useAct('people.setPhoto', { quiet: true });
  const remove = useAct('people.removePhoto', { quiet: true });
  const [refused, setRefused] = useState(false);
  const photo = data?.photo;
  const take = async () => {
    const source = await choose('photo');
    if (!source) return;
    setRefused(false);
    await set.run({ personId, source: source.token });
  };
  return (
    <div className="file-photo">
      <FailureNote failure={failure ?? set.failure ?? remove.failure} onRetry={reload} />
      {photo && !refused ? (
        <img
          src={photoAddress(personId, photo.id)}
          alt={`${name}的照片`}
          title={`${photo.addedBy}收入`}
          onError={() => setRefused(true)}
        />
      ) : (
        <div className="file-no-photo muted">{refused ? '看不到照片' : '没有照片'}</div>
      )}
      {clerk && (
        <div>
          <Button type="link" size="small" loading={set.busy} onClick={() => void take()}>
            {photo ? '换照片…' : '收入照片…'}
          </Button>
          {photo && (
            <Button
              type="link"
              size="small"
              danger
              loading={remove.busy}
              title="不再显示；记录留存"
              onClick={() => void remove.run({ personId })}
            >
              撤下
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
