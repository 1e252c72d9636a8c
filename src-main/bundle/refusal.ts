import { Refusal } from '#contract/result.ts';

/** A bundle that is not taken. Every message is a whole sentence that names what is wrong and what to do. */
export function refuseBundle(what: string, todo = '请勿使用此包，联系发件单位重新封包。'): never {
  throw new Refusal('bundle-refused', `${what}${todo}`);
}
