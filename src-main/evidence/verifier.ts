import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Output, Parsed } from '#contract/index.ts';
import { leave } from '#main/output/index.ts';
import type { ActScope } from '#main/scope/index.ts';

/** Name under which it lies on the inspector's medium. */
const NAME = '廉档核验.mjs';

/** The stand-alone verifier, as it is shipped. */
export async function exportVerifier(
  scope: ActScope,
  input: Parsed<'evidence.exportVerifier'>,
): Promise<Output<'evidence.exportVerifier'>> {
  const bytes = readFileSync(join(scope.resources, 'verifier', 'liandang-verify.mjs'));
  return leave(
    scope,
    {
      kind: '核验程序',
      title: NAME,
      subject: 'verifier',
      secrecy: 'internal',
      secrecyYears: 0,
      pages: 0,
      purpose: '供检查人员在自己的机器上核验',
    },
    join(scope.path(input.folder), NAME),
    bytes,
  );
}
