/** 打印: what the window prints is only what stands in a PrintSheet. */
import { App } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';

/** Keeps its children off the screen and puts them on paper (app.css, `@media print`). */
export function PrintSheet({ children }: { readonly children: ReactNode }) {
  const root = document.getElementById('print-root');
  return root ? createPortal(<div className="print-sheet">{children}</div>, root) : null;
}

interface RegisteredPrint {
  /** Words for the foot of the sheet; undefined until the register has them. */
  readonly mark: string | undefined;
  readonly print: () => Promise<void>;
}

/**
 * Enters a print in the register, and only then prints.
 * @param register answers the words of the register; undefined when it was refused, which it tells itself
 */
export function useRegisteredPrint(
  register: () => Promise<{ readonly watermark: string } | undefined>,
): RegisteredPrint {
  const { message } = App.useApp();
  const [mark, setMark] = useState<string>();
  useEffect(() => {
    if (mark === undefined) return;
    void window.archive.print().then((done) => {
      if (!done) void message.info('没有打印（已取消，或本机没有打印机）；登记仍在。', 4);
      setMark(undefined);
    });
  }, [mark, message]);
  return {
    mark,
    print: async () => {
      const done = await register();
      if (done) setMark(done.watermark);
    },
  };
}
