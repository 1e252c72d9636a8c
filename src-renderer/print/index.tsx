/** 打印: what the window prints is only what stands in a PrintSheet. */
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** Keeps its children off the screen and puts them on paper (app.css, `@media print`). */
export function PrintSheet({ children }: { readonly children: ReactNode }) {
  const root = document.getElementById('print-root');
  return root ? createPortal(<div className="print-sheet">{children}</div>, root) : null;
}
