/** 带标签的栏 */
export { Field, FieldGroup } from './Field.tsx';
