import type { Id } from '../../encoding/index.ts';
import type { SentLogin } from '../../rpc/index.ts';

/** A login that is kept for the page's host, as far as it says whether what was sent is known. */
export interface KeptLogin {
  readonly id: Id;
  readonly username: string;
  readonly accountId: string;
  readonly password: string;
}

/** `update`: which one takes the password; a person may choose another one of `others` instead. */
export type Decision =
  | { readonly do: 'nothing' | 'unchanged' }
  | { readonly do: 'new' }
  | { readonly do: 'update'; readonly id: Id; readonly others: readonly Id[] };

/** What of it is to be kept: the new password where one was given, else the one that let somebody in. */
export function passwordOf({ currentPassword, newPassword }: SentLogin): string {
  return newPassword || currentPassword;
}

/**
 * What to offer for a login that was sent. `kept`: the logins of that host, the nearest first and then the last changed.
 * Whoever is known by name is updated or left alone; without a name the password that was typed tells who it is.
 */
export function decide(sent: SentLogin, kept: readonly KeptLogin[]): Decision {
  const password = passwordOf(sent);
  if (password === '') return { do: 'nothing' };
  const own = kept.filter((login) => isOf(login, sent));
  if (own.some((login) => login.password === password && isNamedAlike(login, sent))) return { do: 'unchanged' };
  const [first] = own.toSorted((one, other) => rank(one, sent) - rank(other, sent));
  if (!first) return { do: 'new' };
  return { do: 'update', id: first.id, others: kept.filter(({ id }) => id !== first.id).map(({ id }) => id) };
}

/** Whether it may be the same login: nothing that is known of both differs. */
function isOf(login: KeptLogin, { username, accountId }: SentLogin): boolean {
  return isAlike(login.username, username) && isAlike(login.accountId, accountId);
}

function isAlike(one: string, other: string): boolean {
  return one === '' || other === '' || fold(one) === fold(other);
}

/** A login without a name is known by its password alone where nobody else's name was sent. */
function isNamedAlike(login: KeptLogin, { username }: SentLogin): boolean {
  return username === '' || fold(login.username) === fold(username);
}

/** Whose password was typed comes first, then who is named exactly so, then who is named at all. */
function rank(login: KeptLogin, { username, currentPassword, newPassword }: SentLogin): number {
  const isProven = newPassword !== '' && currentPassword !== '' && login.password === currentPassword;
  const named = login.username === username ? 0 : fold(login.username) === fold(username) ? 1 : 2;
  return (isProven ? 0 : 10) + named;
}

function fold(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}
