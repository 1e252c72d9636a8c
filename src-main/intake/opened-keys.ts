import { openKey } from '#main/files/index.ts';
import type { JobScope } from '#main/scope/index.ts';

/** Keys of volumes, opened once each while a job runs. */
export class OpenedKeys {
  readonly #scope: JobScope;
  readonly #keys = new Map<number, Buffer>();

  constructor(scope: JobScope) {
    this.#scope = scope;
  }

  /** @throws Refusal when the volume is sealed */
  get(keyId: number): Buffer {
    let key = this.#keys.get(keyId);
    if (!key) this.#keys.set(keyId, (key = openKey(this.#scope.db, this.#scope, keyId)));
    return key;
  }

  forget(): void {
    for (const key of this.#keys.values()) key.fill(0);
    this.#keys.clear();
  }
}
