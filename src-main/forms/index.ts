/** 表格: the forms of this desk (domain 4), filled from templates that an office may replace. */
export {
  exportForm,
  exportMany,
  exportTemplate,
  listForms,
  previewForm,
  printForm,
  replaceTemplate,
  restoreTemplate,
} from './forms.ts';
