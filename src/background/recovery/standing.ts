import type { Confirmed, Standing } from '../../recovery/index.ts';
import type { OpenVault, WayKind } from '../../vault/index.ts';
import type { AccessView } from '../../wire/index.ts';
import type { StoreLink } from '../link/index.ts';
import { holds, shareholders } from '../trustees/index.ts';

interface Stands {
  readonly standing: Standing;
  /** Names of the other browsers. */
  readonly browsers: readonly string[];
}

/** What there is to get back in by. Never waits for a store that isn't there: then what the vault knows is all. */
export async function standingOf(vault: OpenVault, store: StoreLink): Promise<Stands> {
  const isAtStore = vault.replica.status?.connected === true;
  const access = isAtStore ? await accessOf(store).catch(() => undefined) : undefined;
  const browsers = (await vault.devices.list()).flatMap(({ isThis, name }) => (isThis ? [] : [name]));
  const ways = vault.ways.list();
  const count = (kind: WayKind): number => ways.filter((way) => way.kind === kind).length;
  const standing: Standing = {
    isAtStore,
    ways: { password: count('password'), passkey: count('passkey'), phrase: count('phrase') },
    signsIn: access && signsInBy(access, new Set(ways.map(({ id }) => id))),
    ...(isAtStore ? await backsOf(vault, store).catch(() => ({})) : {}),
    otherBrowsers: browsers.length,
  };
  return { standing, browsers };
}

/** The ways back that sign in only inside an open recovery, by the store's word. */
async function backsOf(
  vault: OpenVault,
  store: StoreLink,
): Promise<Pick<Standing, 'answers' | 'trustees' | 'organisation'>> {
  const client = await store.client();
  const { escrow, trustees, organisation } = await client.ask('recoveries');
  const { ways } = vault;
  const other = (await client.ask('store')).mail ? 'missing' : 'not-offered';
  const stands = {
    answers: standsAs(ways.escrow(), escrow),
    trustees: standsAs(ways.trustees(), trustees),
    organisation: standsAs(ways.organisation(), organisation),
  };
  const isPublished = stands.organisation ?? (await client.ask('recoveryOrganisation')).key;
  return {
    answers: stands.answers ?? other,
    trustees: stands.trustees === 'set' ? ((await confirmedOf(vault)) ?? 'missing') : (stands.trustees ?? other),
    organisation: stands.organisation ?? (isPublished ? other : 'not-offered'),
  };
}

/** Whether this store has its part of a way of this vault: after a move the new one has nothing of it. Undefined: there is no such way. */
function standsAs(
  way: { readonly id: string } | undefined,
  atStore: { readonly slot: string } | null,
): 'set' | 'lapsed' | undefined {
  if (!way) return undefined;
  return atStore?.slot === way.id ? 'set' : 'lapsed';
}

/** By what they said themselves. */
async function confirmedOf(vault: OpenVault): Promise<Confirmed | undefined> {
  const holders = await shareholders(vault);
  if (!holders) return undefined;
  return { held: holders.people.filter(holds).length, needed: holders.needed };
}

/** What signs in, by the store's word. Throws what keeps it from being asked. */
export async function accessOf(store: StoreLink): Promise<AccessView> {
  return (await store.client()).ask('access');
}

/** Only what opens the vault counts, too: a store may name what it likes. */
function signsInBy({ password, passkeys, signKeys }: AccessView, ours: ReadonlySet<string>): Standing['signsIn'] {
  const count = (slots: readonly (string | null)[]): number =>
    slots.filter((slot) => slot !== null && ours.has(slot)).length;
  return {
    password: count([password]),
    passkey: count(passkeys.map(({ slot }) => slot)),
    phrase: count(signKeys.map(({ slot }) => slot)),
  };
}
