import * as v from 'valibot';
import type { Done } from '../question.ts';
import { ask, nothing, secretText, window } from '../question.ts';

const given = v.strictObject({ password: secretText });

/** The one password for all chats, and the messages' own lock. */
export const chatPasswordQuestions = {
  /** Also while messages are locked. */
  'chatPassword.read': ask<{ readonly isSet: boolean }>()(window, nothing),
  'chatPassword.show': ask<{ readonly password: string }>()(window, nothing),
  /** Needs a fresh proof. Throws `chat-password-weak` and `chat-password-own`. */
  'chatPassword.set': ask<Done>()(window, given),
  'chatPassword.end': ask<Done>()(window, nothing),
  /** Opens messages that locked themselves. Five wrong ones lock everything. */
  'unlock.chatPassword': ask<Done>()(window, given),
} as const;
