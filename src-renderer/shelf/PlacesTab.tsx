import { App, Button, Empty, Segmented, Table, Tree } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { MoveDialog } from './MoveDialog.tsx';
import { INSIDE, KIND_WORDS, type Place, PlaceDialog } from './PlaceDialog.tsx';

type Volume = Output<'shelf.volumes'>['volumes'][number];
interface Node {
  readonly key: number;
  readonly title: string;
  readonly children: Node[];
}

function treeOf(places: readonly Place[], parentId: number | null): Node[] {
  return places
    .filter((one) => one.parentId === parentId)
    .map((one) => ({
      key: one.id,
      title: `${one.name}（${one.holds}${one.capacity > 0 ? `/${one.capacity}` : ''}${one.kind === 'box' ? ' 卷' : ''}）`,
      children: treeOf(places, one.id),
    }));
}

/** 库位与案卷: the places as a tree, and the volumes that stand in the chosen one. */
export function PlacesTab() {
  const { message } = App.useApp();
  const roles = useRoles();
  const clerk = roles.includes('clerk');
  const mayPrint = clerk || roles.includes('reviewer');
  const reading = useRead('shelf.places', {});
  const places = reading.data?.places ?? [];
  const [where, setWhere] = useState<'nowhere' | 'place'>('nowhere');
  const [current, setCurrent] = useState<number>();
  const place = places.find((one) => one.id === current);
  const asked =
    where === 'nowhere' ? { placeId: null } : place === undefined ? undefined : { placeId: place.id };
  const volumes = useRead('shelf.volumes', asked);
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [dialog, setDialog] = useState<'move' | 'edit' | 'new' | 'room'>();
  const retire = useAct('shelf.retirePlace');
  const labels = useAct('shelf.exportLabels');
  const inside = place && INSIDE[place.kind];
  const print = async (kind: 'spine' | 'place' | 'stamp', ids: readonly number[], name: string) => {
    const target = await choose('save-pdf', name);
    if (!target) return;
    const done = await labels.run({ kind, ids: [...ids], target: target.token });
    if (done) void message.success(`已写出「${done.fileName}」。打印时选「实际大小」，不要缩放。`);
  };
  const none = chosen.length === 0;
  return (
    <>
      <div className="screen-bar">
        {clerk && (
          <>
            <Button onClick={() => setDialog('room')}>新建库房…</Button>
            <Button disabled={!inside} onClick={() => setDialog('new')}>
              {inside ? `新建${KIND_WORDS[inside]}…` : '新建下一级…'}
            </Button>
            <Button disabled={!place} onClick={() => setDialog('edit')}>
              修改、移动…
            </Button>
            <Button
              disabled={!place || place.holds > 0}
              title={place && place.holds > 0 ? '先腾空，再停用' : ''}
              loading={retire.busy}
              onClick={() => place && void retire.run({ id: place.id })}
            >
              停用
            </Button>
          </>
        )}
        <Button
          disabled={!mayPrint || !place}
          onClick={() =>
            place &&
            void print(
              'place',
              [place.id, ...places.filter((one) => one.parentId === place.id).map((one) => one.id)].slice(
                0,
                500,
              ),
              `位置标签-${place.name}`,
            )
          }
        >
          位置标签 PDF
        </Button>
        <span className="spacer" />
        {clerk && (
          <Button type="primary" disabled={none} onClick={() => setDialog('move')}>
            移入盒…（{chosen.length} 卷）
          </Button>
        )}
        <Button disabled={!mayPrint || none} onClick={() => void print('spine', chosen, '卷脊标签')}>
          卷脊标签 PDF
        </Button>
        <Button
          disabled={!mayPrint || none}
          title="45 × 16 毫米，已定号的件每件一枚"
          onClick={() => void print('stamp', chosen, '归档章')}
        >
          归档章 PDF
        </Button>
      </div>
      <FailureNote failure={reading.failure ?? volumes.failure} onRetry={reading.reload} />
      <div className="panes shelf-panes">
        <div className="pane">
          <div className="pane-title">库位</div>
          <div className="pane-body">
            {reading.data && places.length === 0 ? (
              <Empty description="还没有库位。先新建库房，再依次建柜、层、盒。" />
            ) : (
              <Tree<Node>
                key={places.length}
                aria-label="库位"
                defaultExpandAll
                blockNode
                treeData={treeOf(places, null)}
                selectedKeys={current === undefined ? [] : [current]}
                onSelect={(_keys, { node }) => {
                  setCurrent(node.key);
                  setWhere('place');
                  setChosen([]);
                }}
              />
            )}
          </div>
        </div>
        <div className="pane">
          <div className="pane-title">
            <Segmented<'nowhere' | 'place'>
              aria-label="哪些案卷"
              value={where}
              onChange={(value) => {
                setWhere(value);
                setChosen([]);
              }}
              options={[
                { value: 'nowhere', label: '未入库的案卷' },
                { value: 'place', label: place?.words ?? '选定库位里的', disabled: !place },
              ]}
            />
            {volumes.data && (
              <span className="muted">
                　{volumes.data.total} 卷
                {volumes.data.total > volumes.data.volumes.length
                  ? `，列出前 ${volumes.data.volumes.length} 卷`
                  : ''}
              </span>
            )}
          </div>
          <div className="pane-body">
            <Table<Volume>
              size="small"
              rowKey="fileId"
              loading={volumes.loading && !volumes.data}
              dataSource={volumes.data?.volumes ?? []}
              pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
              rowSelection={{
                selectedRowKeys: [...chosen],
                onChange: (keys) => setChosen(keys.map(Number)),
                getCheckboxProps: (one) => ({
                  'aria-label': `选 ${one.volumeNumber} 号卷 ${one.personName}`,
                }),
              }}
              locale={{ emptyText: where === 'nowhere' ? '每一卷都有位置' : '这里没有案卷' }}
              columns={[
                { title: '卷号', dataIndex: 'volumeNumber', width: 70, align: 'right' },
                { title: '姓名', dataIndex: 'personName', width: 110 },
                { title: '单位', dataIndex: 'unit', ellipsis: true },
                { title: '位置', dataIndex: 'place', ellipsis: true },
              ]}
            />
          </div>
        </div>
      </div>
      {dialog === 'move' && (
        <MoveDialog
          fileIds={chosen}
          places={places}
          onClose={() => {
            setDialog(undefined);
            setChosen([]);
          }}
        />
      )}
      {dialog === 'room' && (
        <PlaceDialog
          of={{ kind: 'room', parentId: null }}
          places={places}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'new' && place && inside && (
        <PlaceDialog
          of={{ kind: inside, parentId: place.id }}
          places={places}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'edit' && place && (
        <PlaceDialog of={{ place }} places={places} onClose={() => setDialog(undefined)} />
      )}
    </>
  );
}
