import { useRead } from '../archive/index.ts';

/** 首页: what waits for the person signed in. */
export function Home() {
  const { data } = useRead('archive.overview', {});
  return <section aria-label="首页">在册干部 {data?.people ?? '…'} 人</section>;
}
