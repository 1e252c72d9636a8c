import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { openKey, recordBlob } from '#main/files/index.ts';
import { blobPicture, UnreadablePicture } from '#main/intake/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { act, standOf, thePage } from './acts.ts';
import { cook, type Step } from './picture/index.ts';
import type { PageFacts } from './queries.ts';

const STEP_WORDS: Readonly<Record<Step['op'], string>> = {
  rotate: '旋转',
  deskew: '纠偏',
  trim: '去黑边',
  crop: '裁切',
  despeckle: '去污点',
};

/** Turning twice is one turn; a full one is none. */
function joined(steps: readonly Step[]): Step[] {
  const done: Step[] = [];
  for (const step of steps) {
    const last = done.at(-1);
    if (step.op === 'rotate' && last?.op === 'rotate') {
      const degrees = (((last.degrees + step.degrees) % 360) + 360) % 360;
      done.pop();
      if (degrees !== 0) done.push({ op: 'rotate', degrees });
    } else done.push(step);
  }
  return done;
}

const unreadable = (page: PageFacts) =>
  new Refusal('file-refused', `第 ${page.position} 页的图像损坏，不能处理。请重新扫描，再用「替换」换上。`);

/** 旋转、纠偏、裁切、去污: a new picture from the original; the one before and the original stay in the vault. */
export async function adjust(
  scope: ActScope,
  input: Parsed<'pages.adjust'>,
): Promise<Output<'pages.adjust'>> {
  const chosen = input.pageIds.map((id) => thePage(scope.db, id, scope.caller));
  const fileId = chosen[0]?.fileId ?? 0;
  if (chosen.some((page) => page.fileId !== fileId))
    throw new Refusal('validation-failed', '一次只处理同一名干部的页。');
  const cooked: { page: PageFacts; recipe: Step[]; blob: ReturnType<typeof scope.vault.put> | undefined }[] =
    [];
  for (const page of chosen) {
    const recipe = joined([
      ...(input.fromOriginal ? [] : (JSON.parse(page.recipe) as Step[])),
      ...input.steps,
    ]);
    if (recipe.length === 0) {
      cooked.push({ page, recipe, blob: undefined });
      continue;
    }
    const original = await blobPicture(
      scope.db,
      scope.vault,
      scope,
      page.blobId,
      page.mediaType,
      page.pageIndex,
    );
    const bytes = await cook(original.bytes, recipe, page.dpi).catch((cause: unknown) => {
      if (cause instanceof UnreadablePicture) throw unreadable(page);
      throw cause;
    });
    cooked.push({ page, recipe, blob: scope.vault.put(openKey(scope.db, scope, page.keyId), bytes) });
    bytes.fill(0);
  }
  scope.vault.flush();
  const words =
    input.steps.length === 0 ? '恢复原图' : input.steps.map((one) => STEP_WORDS[one.op]).join('、');
  const label = `${words}（${chosen.length} 页）`;
  const actId = scope.commit((write) => {
    const at = scope.now().toISOString();
    for (const { page, blob } of cooked) if (blob) recordBlob(write, page.keyId, blob, 'derivative', at);
    return act(
      write,
      {
        label,
        fileId,
        before: { pages: chosen.map(standOf), items: [] },
        after: {
          pages: cooked.map(({ page, recipe, blob }) => ({
            ...standOf(page),
            recipe: JSON.stringify(recipe),
            displayBlob: blob?.blobId ?? null,
          })),
          items: [],
        },
      },
      scope.caller,
      scope,
    );
  });
  return { actId, label };
}
