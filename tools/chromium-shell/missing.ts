/**
 * A face that answers only for what is implemented: reading any other member throws and names it, so that a
 * product change that needs a further Electron API fails at once instead of doing nothing.
 */
const ALWAYS_ASKED = new Set(['then', 'toJSON', 'constructor']);

export class NotImplementedError extends Error {
  override readonly name = 'NotImplementedError';
  constructor(member: string) {
    super(
      `Chromium 替身未实现 electron 的 ${member}；请改用真正的 Electron 运行，或在 tools/chromium-shell 中补上。`,
    );
  }
}

/** Wraps `target`; methods come back bound to it, so that its private fields stay reachable. */
export function onlyKnown<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(inner, key) {
      if (typeof key === 'string' && !(key in inner) && !ALWAYS_ASKED.has(key)) {
        throw new NotImplementedError(`${name}.${key}`);
      }
      const value: unknown = Reflect.get(inner, key, inner);
      return typeof value === 'function' && key !== 'constructor' ? value.bind(inner) : value;
    },
    set(inner, key, value) {
      return Reflect.set(inner, key, value, inner);
    },
  });
}

/** Stands for a whole module of Electron's that is not there: any use of it throws by its name. */
export function wholeModuleMissing(name: string): object {
  const refuse = (): never => {
    throw new NotImplementedError(name);
  };
  return new Proxy(function absent() {}, {
    get(_, key) {
      if (typeof key === 'symbol' || ALWAYS_ASKED.has(key)) return undefined;
      throw new NotImplementedError(`${name}.${key}`);
    },
    apply: refuse,
    construct: refuse,
  });
}
