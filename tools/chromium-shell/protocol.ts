/**
 * The product's own schemes. The browser cannot be taught a scheme, so `archive://app/x` is shown to it as
 * `https://app.archive.invalid/x` (RFC 6761: `.invalid` never resolves) and translated both ways here.
 */
import { onlyKnown } from './missing.ts';

type Handler = (request: Request) => Response | Promise<Response>;

/** Registered schemes, lower case. */
const schemes = new Set<string>();

/** The address under which the browser knows a page of ours; others unchanged. */
export function toBrowserUrl(url: string): string {
  const found = /^([a-z][a-z0-9+-]*):\/\/([^/?#]*)(.*)$/is.exec(url);
  const [, scheme = '', host = '', rest = ''] = found ?? [];
  if (!schemes.has(scheme.toLowerCase())) return url;
  return `https://${host}.${scheme.toLowerCase()}.invalid${rest.startsWith('/') ? rest : `/${rest}`}`;
}

/** The inverse of toBrowserUrl. */
export function fromBrowserUrl(url: string): string {
  const found = /^https:\/\/([^/?#:@]*)\.([a-z][a-z0-9+-]*)\.invalid(?=[/?#]|$)(.*)$/is.exec(url);
  const [, host = '', scheme = '', rest = ''] = found ?? [];
  return schemes.has(scheme) ? `${scheme}://${host}${rest}` : url;
}

/** The origin of an address as Electron reports it for a standard scheme, e.g. `archive://app`. */
export function originOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? 'null';
}

/** A policy may name our scheme (`img-src archive:`); the browser knows it by its other name. */
function policyForBrowser(value: string): string {
  return value.replace(
    /(?<=^|[\s;])([a-z][a-z0-9+-]*):(\/\/[\w.-]+)?(?=$|[\s;/])/gi,
    (text, scheme, host) => {
      if (!schemes.has(String(scheme).toLowerCase())) return text;
      return host === undefined ? `https://*.${scheme}.invalid` : toBrowserUrl(text).replace(/\/$/, '');
    },
  );
}

/** Response headers as the browser must see them. */
export function headerForBrowser(name: string, value: string): string {
  const lower = name.toLowerCase();
  if (lower === 'content-security-policy') return policyForBrowser(value);
  if (lower === 'access-control-allow-origin' || lower === 'location') {
    return toBrowserUrl(value).replace(lower === 'location' ? /$^/ : /\/$/, '');
  }
  return value;
}

export interface ProtocolFace {
  registerSchemesAsPrivileged(custom: readonly { readonly scheme: string }[]): void;
  handle(scheme: string, handler: Handler): void;
  unhandle(scheme: string): void;
  isProtocolHandled(scheme: string): boolean;
  /** The stand-in's own: who answers this address. */
  handlerFor(url: string): Handler | undefined;
}

/** The protocol handlers of one session. `isReady` says whether the application is past its start. */
export function makeProtocol(isReady: () => boolean): ProtocolFace {
  const handlers = new Map<string, Handler>();
  return onlyKnown<ProtocolFace>('protocol', {
    registerSchemesAsPrivileged(custom) {
      if (isReady()) {
        throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
      }
      for (const { scheme } of custom) schemes.add(scheme.toLowerCase());
    },
    handle(scheme, handler) {
      if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} is already handled`);
      if (!schemes.has(scheme)) throw new Error(`The scheme ${scheme} was not registered as privileged`);
      handlers.set(scheme, handler);
    },
    unhandle(scheme) {
      handlers.delete(scheme);
    },
    isProtocolHandled: (scheme) => handlers.has(scheme),
    handlerFor: (url) => handlers.get(/^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase() ?? ''),
  });
}
