/** 分类方案: class scheme as versioned data. The default ships in resources/class-scheme.json (domain 1.5). */
export { type ClassScheme, defaultScheme, type SchemeClass } from './scheme.ts';
export {
  classesAbove,
  classNames,
  currentScheme,
  installScheme,
  saveScheme,
  theClass,
  viewScheme,
} from './versions.ts';
