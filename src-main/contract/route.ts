import type { z } from 'zod';
import type { Role } from './vocabulary.ts';

/**
 * Who may call a route.
 * - `anyone`: before sign-in too (first run, sign-in, recovery).
 * - `signed-in`: every account, the three officers included.
 * - a list of roles: the account holds at least one of them.
 * Clearance × secrecy is applied by the queries behind the route, on rows.
 */
export type Access = 'anyone' | 'signed-in' | readonly Role[];

/** The event the call leaves in the audit chain, or `none`, said aloud (state polls, row windows of a list already audited). */
export type AuditRule = string;

/** `read` and `write` run in one transaction; `act` is asynchronous and opens its own through the context. */
export type RouteKind = 'read' | 'write' | 'act';

export interface Route<
  K extends RouteKind = RouteKind,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> {
  readonly kind: K;
  readonly input: I;
  readonly output: O;
  readonly access: Access;
  readonly audit: AuditRule;
  /** Works without an open archive. */
  readonly withoutArchive?: boolean;
}

/** Declares a route. Every property is required: a route without access rule or audit event does not compile. */
export function route<const K extends RouteKind, I extends z.ZodType, O extends z.ZodType>(
  spec: Route<K, I, O>,
): Route<K, I, O> {
  return spec;
}

export type InputOf<R> = R extends Route<RouteKind, infer I, z.ZodType> ? z.input<I> : never;
export type ParsedOf<R> = R extends Route<RouteKind, infer I, z.ZodType> ? z.output<I> : never;
export type OutputOf<R> = R extends Route<RouteKind, z.ZodType, infer O> ? z.output<O> : never;
export type KindOf<R> = R extends Route<infer K, z.ZodType, z.ZodType> ? K : never;
