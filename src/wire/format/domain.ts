/** The kinds of keys in a keyring (protocol 2): each domain of data has its own, with epochs of its own. */
export const domains = [
  'logins',
  'notes',
  'messages',
  'contacts',
  'channels',
  'files',
  'email',
  'settings',
  'identity',
] as const;

export type Domain = (typeof domains)[number];
