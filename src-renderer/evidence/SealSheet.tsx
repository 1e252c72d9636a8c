import { Button } from 'antd';
import type { Output } from '#contract/index.ts';
import { PrintSheet } from '../print/index.tsx';
import { useSession } from '../session/index.ts';
import { instantWords } from '../words/index.ts';
import './evidence.css';

/** One seal, on screen and on paper, with its code as a QR picture that the main side drew. */
export function SealSheet({ seal }: { readonly seal: Output<'evidence.viewSeal'> }) {
  const archive = useSession()?.archive;
  const body = (
    <>
      <p>
        {archive?.fondsName}（{archive?.fondsCode}）{archive?.name}
      </p>
      <p>
        第 {seal.number} 号　{instantWords(seal.at)}　{seal.by}
      </p>
      <p>
        审计记录 {seal.events} 条，密文 {seal.blobs} 个
      </p>
      <img
        className="seal-picture"
        src={`data:image/svg+xml;utf8,${encodeURIComponent(seal.svg)}`}
        alt="封条二维码"
      />
      <p>
        <code className="digest">{seal.code}</code>
      </p>
    </>
  );
  return (
    <div className="pane" role="region" aria-label="封条">
      <div className="pane-title">第 {seal.number} 号封条</div>
      <div className="pane-body">
        {body}
        <Button onClick={() => void window.archive.print()}>打印</Button>
      </div>
      <PrintSheet>
        <h1>库封条</h1>
        {body}
        <p>登记人签名：＿＿＿＿＿＿　日期：＿＿＿＿＿＿</p>
      </PrintSheet>
    </div>
  );
}
