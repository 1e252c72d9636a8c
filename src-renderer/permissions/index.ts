/** 权限一览 */
export { PermissionsScreen } from './PermissionsScreen.tsx';
