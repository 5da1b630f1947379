/** What an exchange is doing, for whoever shows it. */
export type ExchangeState =
  /** `unheard`: the store's events don't come through; it is asked every few minutes instead. */
  | { readonly at: 'idle'; readonly unheard?: true }
  /** Records and deletions. */
  | { readonly at: 'pulling'; readonly done: number; readonly total: number }
  | { readonly at: 'following' }
  | { readonly at: 'pushing' }
  /** Goes on by itself at `until` (milliseconds since 1970), if the background lives so long: set an alarm. */
  | { readonly at: 'waiting'; readonly code: string; readonly until: number }
  /** Goes on when a person, or an update, has changed something. */
  | { readonly at: 'stopped'; readonly code: string };
