/** The envelope every route answers with. No zod here: the renderer imports this as a value. */

/** Expected failures, each with its own meaning; everything else is `internal` with an incident number. */
export const ERROR_CODES = [
  'validation-failed',
  'route-unknown',
  'sender-untrusted',
  'no-archive',
  'not-signed-in',
  'session-locked',
  'must-change-password',
  'forbidden',
  'not-found',
  'conflict',
  'wrong-password',
  'weak-password',
  'account-locked',
  'account-disabled',
  'content-key-missing',
  'archive-exists',
  'archive-in-use',
  'archive-damaged',
  'archive-newer',
  'not-an-archive',
  'recovery-refused',
  'path-not-granted',
  'file-refused',
  'gate-open',
  'numbers-not-fixed',
  'number-taken',
  'state-refused',
  'second-person-needed',
  'transfer-refused',
  'bundle-refused',
  'job-running',
  'cancelled',
  'disk-full',
  'io-failed',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export interface Failure {
  readonly code: ErrorCode;
  /** A whole Chinese sentence: what happened, why, and what to do. */
  readonly message: string;
  /** Field path → Chinese finding, or the rows behind a refusal. */
  readonly details?: readonly { readonly path: string; readonly message: string }[];
  /** Number of the entry in the local log; only with `internal`. */
  readonly incident?: string;
}

export type Result<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: Failure };

/** An expected refusal thrown inside a handler; `dispatch` turns it into the envelope. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ErrorCode;
  readonly details: Failure['details'];
  constructor(code: ErrorCode, message: string, details?: Failure['details']) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
