import { z } from 'zod';
import { route } from '../route.ts';
import { Id, Leaving, PathToken, Written } from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;
/** Of which file; within which request for consulting, if one. */
const Which = z.strictObject({ fileId: Id, requestId: Id.optional() });

/** What a line rests on: an item and its page, or a record of the program's own. */
const ProfileSource = z.strictObject({ words: z.string(), itemId: Id.nullable(), pageId: Id.nullable() });
export const ProfileView = z.strictObject({
  personId: Id,
  name: z.string(),
  /** Unit, post, rank, birth and the like, as on the roster. */
  about: z.array(z.string()),
  volumeNumber: z.number().int(),
  /** 密级★期限 of the highest that it cites. */
  mark: z.string(),
  /** Within what it was put together, and that it concludes nothing. */
  note: z.string(),
  /** By posts, the newest first. */
  periods: z.array(
    z.strictObject({
      title: z.string(),
      /** Aspects of which something lies in the file, in their order. */
      fields: z.array(
        z.strictObject({
          name: z.string(),
          lines: z.array(z.strictObject({ words: z.string(), sources: z.array(ProfileSource) })),
          /** Lines left out for room. */
          more: z.number().int(),
        }),
      ),
      /** Aspects without material in the time of that post, and how that is said. */
      without: z.array(z.strictObject({ names: z.array(z.string()), words: z.string() })),
    }),
  ),
});

export const profile = {
  view: route({
    kind: 'read',
    input: Which,
    output: ProfileView,
    access: VIEWERS,
    audit: 'profile.view',
  }),
  /** What the readers at the desk see of it: the approved items alone. */
  reading: route({
    kind: 'read',
    input: z.strictObject({ sessionId: Id }),
    output: ProfileView,
    access: ['clerk'],
    audit: 'profile.reading',
  }),
  /** Enters a print of the window's own in the register of outputs. */
  print: route({
    kind: 'write',
    input: z.strictObject({ fileId: Id }),
    output: z.strictObject({ number: z.number().int(), watermark: z.string() }),
    access: VIEWERS,
    audit: 'profile.print',
  }),
  export: route({
    kind: 'act',
    input: z.strictObject({ fileId: Id, target: PathToken, leaving: Leaving.optional() }),
    output: Written,
    access: VIEWERS,
    audit: 'profile.export',
  }),
};
