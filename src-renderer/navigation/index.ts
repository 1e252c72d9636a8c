/** 导航: which screen shows, and the way back. */
export {
  forgetPath,
  go,
  goBack,
  type Place,
  type Places,
  type ScreenId,
  stay,
  useCanGoBack,
  usePlace,
} from './navigation.ts';
