/** 预警: rules as data, each hit with its facts and papers; a person judges, a second one confirms. Nothing is scored. */
export { scanWarnings, startScan } from './scan.ts';
export {
  assign,
  countUnsettled,
  decide,
  listHandlers,
  listWarnings,
  propose,
  summary,
  unsettledOf,
  viewWarning,
  warningWindow,
} from './warnings.ts';
