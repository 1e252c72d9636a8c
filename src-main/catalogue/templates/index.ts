/** 著录模板: what a new item of a class begins with. */
export {
  dropTemplate,
  type ItemTemplate,
  listTemplates,
  saveTemplate,
  shippedTemplates,
  templatesInForce,
} from './templates.ts';
