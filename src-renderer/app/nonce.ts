/** The main side writes a new nonce into each window's page; style tags without it are refused by the content policy. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/**
 * Gives the nonce to every style tag that our own scripts make. Ant Design passes its `csp` setting to its theme, but the
 * widgets below it also add style tags by themselves (scroll lock behind dialogs, measuring the scroll bar) without it.
 */
export function markStyles(): void {
  const make = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = make(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
