import * as v from 'valibot';
import { count, idText, keyText, labelText, listOf, time } from './values.ts';

/** A name that a later store may have more of: whoever doesn't know one shows that something happened. */
const word = v.pipe(v.string(), v.regex(/^[a-z-]{1,32}$/));

const entry = v.strictObject({
  /** `account-made`, `signed-in`, `password-refused`, … */
  what: word,
  /** Of a sign-in: by what (`password`, `passkey`, `key`, `link`, `backup-code`). */
  how: v.optional(word),
  /** Whose deed it was, or which session ended; its request key and label are what its name is sealed to (protocol 5). */
  session: v.optional(idText),
  requestKey: v.optional(keyText),
  label: v.optional(labelText),
  /** The first and the last of so many: refused sign-ins come in bulk. The store's clock. */
  since: time,
  at: time,
  count,
});
export type ActivityEntry = v.InferOutput<typeof entry>;

/** What happened to an account, by the store's word, the newest first. */
export const activityAnswer = v.strictObject({ entries: listOf(entry) });
