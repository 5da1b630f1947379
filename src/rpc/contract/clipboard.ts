import * as v from 'valibot';
import { ask, id, nothing, ours, window } from './question.ts';
import type { Done } from './question.ts';

/** After how many seconds a copied secret is cleared; 0: never. */
export const clearTimes = [10, 30, 60, 300, 0] as const;
/** What Enter and the brass button do with a login. */
export const mainActions = ['password', 'username', 'open', 'show'] as const;

export interface CopySettings {
  readonly clearAfter: (typeof clearTimes)[number];
  readonly mainAction: (typeof mainActions)[number];
  /** The code of a login follows when its password was copied and the popup is opened again. */
  readonly codeAfterPassword: boolean;
}

/** How long what Latchkey copied stays on the clipboard. */
export interface Copied {
  /** Milliseconds since 1970; absent where it stays. */
  readonly clearsAt?: number;
  /** We may not look at the clipboard: whatever lies there then is cleared. */
  readonly isBlind?: boolean;
}

/** What is copied and when it goes. Values of items go to the clipboard without a page that holds them. */
export const clipboardQuestions = {
  /** A text that the page has. `lasts`: nothing secret, and not cleared. */
  'clipboard.copy': ask<Copied>()(
    ours,
    v.strictObject({ text: v.pipe(v.string(), v.minLength(1), v.maxLength(4_000_000)), lasts: v.boolean() }),
  ),
  'clipboard.state': ask<Copied>()(window, nothing),
  /** Now, whatever is there. */
  'clipboard.clear': ask<Done>()(window, nothing),
  /** A field of an item by its name, `fields/<id>` of one that a person added, or `code`: the one-time code of a login. */
  'items.copy': ask<Copied>()(window, v.strictObject({ id, field: v.pipe(v.string(), v.maxLength(100)) })),
  /** The popup was opened: copies the code of the login whose password was copied just before, where a person wants that. */
  'items.copyNext': ask<{ readonly title?: string }>()(window, nothing),
  /** The login whose password was used within the last minutes, if it has a code: that is what comes next. */
  'items.codeNext': ask<{ readonly id?: string; readonly title?: string; readonly isFilled?: boolean }>()(
    window,
    nothing,
  ),
  /** Opens the first address of a login in a tab. */
  'items.open': ask<Done>()(window, v.strictObject({ id })),
  'copying.read': ask<CopySettings>()(window, nothing),
  'copying.save': ask<CopySettings>()(
    window,
    v.strictObject({
      clearAfter: v.picklist(clearTimes),
      mainAction: v.picklist(mainActions),
      codeAfterPassword: v.boolean(),
    }),
  ),
} as const;
