import type { Item } from '../kinds/index.ts';
import type { Suspects } from './suspects.ts';
import type { Traits } from './traits.ts';

/**
 * Why items are one thing. `site`: one host, and one user or none. `title`: logins without a site, of one title and one user.
 * `number`: of a card. `text`: title and text of a note. `person`: all that an identity says. `key`: of SSH.
 */
type Why = 'site' | 'title' | 'number' | 'text' | 'person' | 'key';

export interface Group {
  readonly kind: Item['kind'];
  readonly why: Why;
  readonly ids: readonly string[];
  /** By `site`: the host that they have in common. */
  readonly host?: string;
  /** They differ in nothing that a person put in. */
  readonly same: boolean;
  /** Of logins of which some have a password. */
  readonly passwords?: 'same' | 'differ';
}

/** More are not put together at once: the rest is a group of its own afterwards. */
const MOST = 50;

const whys: Readonly<Record<Exclude<Item['kind'], 'login'>, Why>> = {
  note: 'text',
  card: 'number',
  identity: 'person',
  'ssh-key': 'key',
};

/** What suspects come to, once they are opened. `traitsOf`: undefined for one that can't be opened. */
export function groupsAmong({ kind, ids, host }: Suspects, traitsOf: (id: string) => Traits | undefined): Group[] {
  const keyed = new Map<string, string[]>();
  for (const id of ids) {
    const traits = traitsOf(id);
    const key = kind === 'login' ? '' : traits?.key;
    if (traits && key !== undefined) keyed.set(key, [...(keyed.get(key) ?? []), id]);
  }
  const why: Why = kind !== 'login' ? whys[kind] : host === undefined ? 'title' : 'site';
  return [...keyed.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.slice(0, MOST))
    .map((group) => ({
      kind,
      why,
      ids: group,
      ...(host === undefined ? {} : { host }),
      ...verdictOn(group.flatMap((id) => traitsOf(id) ?? [])),
    }));
}

function verdictOn(traits: readonly Traits[]): Pick<Group, 'same' | 'passwords'> {
  const contents = new Set(traits.map(({ content }) => content));
  const passwords = new Set(traits.flatMap(({ password }) => password ?? []));
  const told =
    passwords.size === 0 ? {} : { passwords: passwords.size === 1 ? ('same' as const) : ('differ' as const) };
  return { same: contents.size === 1, ...told };
}
