/** 发行目标: the machines that the program is packaged for. */
export const TARGETS = ['linux-x64', 'linux-arm64', 'win32-x64'] as const;
export type Target = (typeof TARGETS)[number];

export interface Machine {
  /** As Node and npm name them. */
  readonly platform: 'linux' | 'win32';
  readonly arch: 'x64' | 'arm64';
}

export const MACHINES: Readonly<Record<Target, Machine>> = {
  'linux-x64': { platform: 'linux', arch: 'x64' },
  'linux-arm64': { platform: 'linux', arch: 'arm64' },
  'win32-x64': { platform: 'win32', arch: 'x64' },
};

/** What is made when nobody says otherwise. */
export const USUAL: readonly Target[] = ['linux-x64', 'win32-x64'];

export function isTarget(text: string): text is Target {
  return TARGETS.some((one) => one === text);
}

/** Name of the program inside a package. */
export function executableName(target: Target): string {
  return MACHINES[target].platform === 'win32' ? 'liandang.exe' : 'liandang';
}
