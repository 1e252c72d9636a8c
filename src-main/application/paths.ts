import { randomBytes } from 'node:crypto';
import { Refusal } from '#contract/result.ts';

/** Paths that a person chose on the main side; a screen holds only the word for one. */
export class GrantedPaths {
  readonly #paths = new Map<string, string>();

  grant(path: string): string {
    const token = `path-${randomBytes(16).toString('hex')}`;
    this.#paths.set(token, path);
    return token;
  }

  /** @throws Refusal `path-not-granted` */
  pathOf(token: string): string {
    const path = this.#paths.get(token);
    if (path === undefined)
      throw new Refusal('path-not-granted', '该位置没有经过选择窗口选定，或程序已重新启动。请重新选择。');
    return path;
  }
}
