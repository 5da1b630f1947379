import type { Item, LoginSummary } from '../kinds/index.ts';
import { storedHost } from '../match/index.ts';

/** What the index says of an item, as far as it is looked at here. */
export interface Listed {
  readonly id: string;
  readonly kind: Item['kind'];
  readonly title: string;
  readonly detail: string;
  readonly login?: LoginSummary;
}

/** Items that may be one thing, by what the index says of them. */
export interface Suspects {
  readonly kind: Item['kind'];
  /** In the order in which they were listed. */
  readonly ids: readonly string[];
  /** Of logins: the host that they have in common; absent where they have none. */
  readonly host?: string;
}

/** Those of a list that have to be opened: sets of two and more. Of a card and an SSH key the index says too little. */
export function suspects(listed: readonly Listed[]): Suspects[] {
  const logins = listed.filter(({ kind }) => kind === 'login');
  const sites = new Sites(logins);
  const others = listed.flatMap((each): [string, Listed][] => {
    const name = nameOf(each);
    return name === undefined ? [] : [[name, each]];
  });
  const named = [...grouped(others).values()].map((set) => ({
    kind: (set[0] as Listed).kind,
    ids: set.map(({ id }) => id),
  }));
  return [...sites.groups(), ...named].filter(({ ids }) => ids.length > 1);
}

/** What tells items of a kind apart in the index; undefined for a login with a site. */
function nameOf({ kind, title, detail, login }: Listed): string | undefined {
  if (kind === 'note') return `note\n${title}`;
  if (kind === 'identity') return `identity\n${detail}`;
  if (kind !== 'login' || login === undefined) return kind;
  if (hostsOf(login).length > 0 || title.trim() === '') return undefined;
  return `login\n${userOf(login)}\n${title.trim()}`;
}

function grouped<T>(pairs: Iterable<readonly [string, T]>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

function userOf({ username }: LoginSummary): string {
  return username.trim().toLowerCase();
}

function hostsOf({ urls }: LoginSummary): string[] {
  return [...new Set(urls.flatMap(({ url, match }) => (match === 'regex' ? [] : (storedHost(url) ?? []))))];
}

interface Placed {
  readonly id: string;
  readonly user: string;
  readonly hosts: readonly string[];
}

/**
 * Logins by host and user. One without a user belongs to the only user of its hosts; where there are several, it is nobody's:
 * it must never make two users one.
 */
class Sites {
  readonly #placed: readonly Placed[];
  /** Of each login the one that stands for its set. */
  readonly #leader = new Map<string, string>();
  readonly #host = new Map<string, string>();

  constructor(logins: readonly Listed[]) {
    this.#placed = logins.flatMap(({ id, login }) =>
      login ? [{ id, user: userOf(login), hosts: hostsOf(login) }] : [],
    );
    const users = grouped(
      this.#placed.flatMap(({ user, hosts }) => (user === '' ? [] : hosts.map((host) => [host, user] as const))),
    );
    const at = this.#placed.flatMap(({ id, user, hosts }) => {
      const [only, ...more] = user === '' ? new Set(hosts.flatMap((host) => users.get(host) ?? [])) : [user];
      const whose = more.length === 0 ? (only ?? '') : '';
      return hosts.map((host): [string, string] => [`${host}\n${whose}`, id]);
    });
    for (const [place, ids] of grouped(at)) {
      for (const id of ids.slice(1)) this.#join(ids[0] as string, id, place.slice(0, place.indexOf('\n')));
    }
  }

  groups(): Suspects[] {
    const sets = grouped(this.#placed.map(({ id }) => [this.#find(id), id] as const));
    return [...sets].map(([leader, ids]) => ({ kind: 'login', ids, host: this.#host.get(leader) ?? '' }));
  }

  #join(one: string, other: string, host: string): void {
    const [a, b] = [this.#find(one), this.#find(other)];
    const known = this.#host.get(a) ?? host;
    if (a !== b) this.#leader.set(b, a);
    this.#host.set(a, known);
  }

  #find(id: string): string {
    let leader = id;
    for (let next = this.#leader.get(leader); next !== undefined; next = this.#leader.get(leader)) {
      // Halves the way for whoever comes next.
      const after = this.#leader.get(next);
      if (after !== undefined) this.#leader.set(leader, after);
      leader = next;
    }
    return leader;
  }
}
