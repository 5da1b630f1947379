import { newPhrase, wipe } from '../crypto/index.ts';
import type { Id } from '../encoding/index.ts';
import type { Done, Handlers, Way as WayView } from '../rpc/index.ts';
import { isConflict } from '../records/index.ts';
import type { Access } from '../wire/index.ts';
import { NoSuchWayError, VaultExistsError } from './errors.ts';
import type { House } from './house.ts';
import { lastUsed, noteUse } from './used.ts';
import { accessOfNew } from './store-access.ts';
import { registerStorePassword } from './store-password.ts';
import type { NewWay, OpenVault, WayChange, WayKind } from './vault-types.ts';
import { newPasswordWay, newPhraseWay } from './vault-ways.ts';

type Question =
  'vault.create' | 'ways.list' | 'ways.rename' | 'ways.remove' | 'password.change' | 'phrase.draw' | 'phrase.add';

/** The one password and the one phrase need no names of their own; windows show their kind. */
export const passwordName = 'Password';

/** Answers the questions about ways in. Each change is one commit, so that dying in between leaves the old or the new. */
export function wayHandlers(house: House): Handlers<Question> {
  return {
    'vault.create': async ({ password, deviceName }) => {
      if (await house.keeper.exists()) throw new VaultExistsError();
      const way = await newPasswordWay(password, passwordName, house.stretch);
      const vault = await house.keeper.create([way], deviceName).catch((error: unknown) => {
        // Two windows made one at the same time.
        throw isConflict(error) ? new VaultExistsError() : error;
      });
      wipe(way.secret);
      await house.session.unlocked(vault);
      await noteUse(house.local, onlyWay(vault, 'password'), house.clock());
      house.tell({ type: 'ways' });
      return {};
    },
    'ways.list': async () => listWays(house),
    'ways.rename': async ({ id, name }) => {
      const vault = await house.session.vault();
      await vault.renameWay(id, name);
      house.tell({ type: 'ways' });
      return {};
    },
    'ways.remove': async ({ id }) => {
      await house.session.requireFresh();
      return changeWays(house, { remove: id });
    },
    'password.change': async ({ password }) => {
      await house.session.requireFresh();
      const record = await registerStorePassword(house, password);
      const way = await newPasswordWay(password, passwordName, house.stretch);
      return putWay(house, way, (slot) => (record ? { password: { slot, record: record.record } } : {}));
    },
    'phrase.draw': () => Promise.resolve({ phrase: newPhrase() }),
    'phrase.add': async ({ phrase, name }) => {
      await house.session.requireFresh();
      const way = newPhraseWay(phrase, name);
      return putWay(house, way, await accessOfNew(way));
    },
  };
}

/**
 * Changes the ways in, for whoever has checked the proof: at the store in the same commit, if there is one. Hands the
 * session the master key that a rotation made, tells the pages, and wipes the secret of a new way in.
 */
export async function changeWays(house: House, change: WayChange): Promise<Done> {
  try {
    const vault = await house.session.vault();
    await (vault.sync ? house.store.changeWays(vault, change) : changeHere(vault, change));
  } finally {
    if (change.add) wipe(change.add.secret);
  }
  await house.session.rotated();
  house.tell({ type: 'ways' });
  house.tell({ type: 'status' });
  return {};
}

async function changeHere(vault: OpenVault, { add, remove }: WayChange): Promise<void> {
  if (add && remove !== undefined) await vault.replaceWay(remove, add);
  else if (add) await vault.addWay(add);
  else if (remove !== undefined) await vault.removeWay(remove);
}

/** A password or a phrase takes the place of the one before it; replacing rotates, so the old one opens nothing current. */
async function putWay(house: House, add: NewWay, access: (slot: Id) => Access): Promise<Done> {
  const vault = await house.session.vault();
  const old = vault.ways().find(({ kind }) => kind === add.parameters.kind);
  const replaced = old ? { remove: old.id } : {};
  return changeWays(house, { add, ...replaced, access: (slot) => (slot === undefined ? {} : access(slot)) });
}

async function listWays({ session, local }: House): Promise<WayView[]> {
  const [vault, used] = await Promise.all([session.vault(), lastUsed(local)]);
  return vault.ways().map(({ id, kind, name, createdAt }) => {
    const lastUsedAt = used[id];
    return { id, kind, name, createdAt, ...(lastUsedAt === undefined ? {} : { lastUsedAt }) };
  });
}

function onlyWay(vault: OpenVault, kind: WayKind): string {
  const way = vault.ways().find((each) => each.kind === kind);
  if (!way) throw new NoSuchWayError();
  return way.id;
}
