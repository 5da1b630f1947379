/** What the background tells every page of ours, unasked. Carries no content. */
export type Happening =
  | { readonly type: 'status' }
  | { readonly type: 'items' }
  /** What the generator made was kept or forgotten. */
  | { readonly type: 'generator' }
  | { readonly type: 'ways' }
  | { readonly type: 'sites' }
  /** Something was copied or cleared, or how that is done was changed. */
  | { readonly type: 'clipboard' }
  /** There is something else to offer to be kept. */
  | { readonly type: 'saves' }
  /** Something was done that is written down. */
  | { readonly type: 'activity' }
  /** Somebody was added, changed or compared. */
  | { readonly type: 'contacts' }
  /** Something was written or came, or what became of it changed. */
  /** `later`: nothing of it is to be sent at once. */
  | { readonly type: 'messages'; readonly later?: true }
  /** Somebody asks for the vault by answers, does no more, or could. */
  | { readonly type: 'recovery' }
  /** An import came forward. */
  | { readonly type: 'transfer' }
  /** The state of the store or of an entry changed. */
  | { readonly type: 'account' }
  /** `outcome` is `done`, or the code of what went wrong. */
  | { readonly type: 'passkey'; readonly ticket: string; readonly outcome: string };
