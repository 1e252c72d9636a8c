/** 廉政画像 */
export { ProfileFace } from './ProfileFace.tsx';
export { ProfileScreen } from './ProfileScreen.tsx';
