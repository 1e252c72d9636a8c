/** 库房: where the paper stands, its labels and moves, and 盘点, which compares paper and archive. */
export { exportDifferences, exportLabels, exportSlip } from './exports.ts';
export {
  finishInventory,
  listInventories,
  pauseInventory,
  scanCode,
  settle,
  startInventory,
  tick,
  viewInventory,
} from './inventory.ts';
export { listPlaces, listVolumes, moveVolumes, placeHistory, retirePlace, savePlace } from './places.ts';
