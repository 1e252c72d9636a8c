declare module 'spdx-satisfies' {
  /**
   * Whether what an SPDX expression asks for is within the approved licences.
   * @throws Error when the text is no SPDX expression
   */
  export default function satisfies(expression: string, approved: readonly string[]): boolean;
}
