/** Answers one request of a page: asks the session's listeners, then the product's protocol handler, or refuses. */
import type { Session as BrowserSession } from './cdp.ts';
import type { HeaderEntry, PausedRequest } from './cdp-messages.ts';
import { fromBrowserUrl, headerForBrowser } from './protocol.ts';
import type { Session } from './session.ts';

export interface Requester {
  readonly session: Session;
  readonly webContentsId: number;
  readonly mainFrameId: string;
  /** Whether a navigation may begin; asks the product's listeners. */
  mayNavigate(url: string, isMainFrame: boolean): boolean;
}

const RESOURCE_TYPES: Readonly<
  Record<string, Electron.OnBeforeRequestListenerDetails['resourceType'] | undefined>
> = {
  CSPViolationReport: 'cspReport',
  Fetch: 'xhr',
  Font: 'font',
  Image: 'image',
  Media: 'media',
  Ping: 'ping',
  Script: 'script',
  Stylesheet: 'stylesheet',
  XHR: 'xhr',
};

let nextRequest = 0;

/** The request as the product's handler sees it: under its own scheme. */
function asRequest(url: string, paused: PausedRequest): Request {
  const { method, headers, hasPostData, postDataEntries } = paused.request;
  const parts = (postDataEntries ?? []).map((entry) => Buffer.from(entry.bytes ?? new Uint8Array()));
  const own = Object.entries(headers)
    .filter(([name]) => !name.startsWith(':'))
    .map(([name, value]): [string, string] => [name, fromBrowserUrl(value)]);
  const request = new Request(paused.request.url, {
    method,
    headers: own,
    ...(hasPostData && method !== 'GET' && method !== 'HEAD' ? { body: Buffer.concat(parts) } : {}),
  });
  Object.defineProperty(request, 'url', { value: url });
  return request;
}

function headersOf(response: Response): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (const [name, value] of response.headers) (headers[name] ??= []).push(value);
  return headers;
}

function entriesOf(headers: Record<string, string | string[]>): HeaderEntry[] {
  return Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value) => ({ name, value: headerForBrowser(name, value) })),
  );
}

/** Settles when the browser has its answer. A handler that throws fails the request and is reported on stderr. */
export async function answerRequest(
  page: BrowserSession,
  paused: PausedRequest,
  requester: Requester,
): Promise<void> {
  const { requestId } = paused;
  const url = fromBrowserUrl(paused.request.url);
  const isDocument = paused.resourceType === 'Document';
  const isMainFrame = isDocument && paused.frameId === requester.mainFrameId;
  const fail = async (errorReason: 'Aborted' | 'BlockedByClient' | 'Failed'): Promise<void> => {
    // Aborting leaves the shown page where it is; blocking would put an error page in its place.
    const reason = isMainFrame ? 'Aborted' : errorReason;
    await page.send('Fetch.failRequest', { requestId, errorReason: reason });
  };
  if (isDocument && !requester.mayNavigate(url, isMainFrame)) return fail('Aborted');

  const documentType = isMainFrame ? 'mainFrame' : 'subFrame';
  const details = {
    id: ++nextRequest,
    url,
    method: paused.request.method,
    resourceType: isDocument ? documentType : (RESOURCE_TYPES[paused.resourceType] ?? 'other'),
    webContentsId: requester.webContentsId,
    referrer: fromBrowserUrl(paused.request.headers.Referer ?? ''),
    timestamp: Date.now(),
  } as const;
  const before = await requester.session.asked.askBefore({ ...details, uploadData: [] });
  const handler = requester.session.protocol.handlerFor(url);
  if (before.cancel === true || !handler) return fail('BlockedByClient');

  let response: Response;
  let body: Uint8Array;
  try {
    response = await handler(asRequest(url, paused));
    body = new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    process.stderr.write(`protocol handler: ${error instanceof Error ? error.stack : String(error)}\n`);
    return fail('Failed');
  }
  if (response.status === 0) return fail('Failed');
  const headers = headersOf(response);
  const after = await requester.session.asked.askHeaders({
    ...details,
    responseHeaders: headers,
    statusCode: response.status,
    statusLine: `HTTP/1.1 ${response.status} ${response.statusText}`,
  });
  if (after.cancel === true) return fail('BlockedByClient');
  await page.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: entriesOf(after.responseHeaders ?? headers),
    body,
  });
}
