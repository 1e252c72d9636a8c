import { Tabs } from 'antd';
import { InventoryTab } from './InventoryTab.tsx';
import { MovesTab } from './MovesTab.tsx';
import { PlacesTab } from './PlacesTab.tsx';
import './shelf.css';

/** 库房与盘点: where the paper stands, its labels and moves, and whether it is all there. */
export function ShelfScreen() {
  return (
    <section className="screen" aria-label="库房与盘点">
      <Tabs
        className="full-tabs"
        destroyOnHidden
        items={[
          { key: 'places', label: '库位与案卷', children: <PlacesTab /> },
          { key: 'inventory', label: '盘点', children: <InventoryTab /> },
          { key: 'moves', label: '移库记录', children: <MovesTab /> },
        ]}
      />
    </section>
  );
}
