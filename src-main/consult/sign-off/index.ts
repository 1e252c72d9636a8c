/** 签批: the chain of a request and the signatures given. */

export { signOffsOf } from './queries.ts';
export { chainOf, sign, signHindrance, stepFor } from './sign.ts';
