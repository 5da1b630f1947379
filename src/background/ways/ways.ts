import { digest, newPhrase, wipe } from '../../crypto/index.ts';
import { headFingerprint } from '../../records/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { Done, Handlers, Way as WayView } from '../../rpc/index.ts';
import type { Access } from '../../wire/index.ts';
import type { Deed } from '../context/index.ts';
import { noteDeed, NoSuchWayError } from '../context/index.ts';
import type { WaysParts } from './parts.ts';
import { lastUsed, noteUse } from '../unlock/index.ts';
import { accessOfNew, registerStorePassword } from '../account/index.ts';
import { wayProposal } from '../link/index.ts';
import type { NewWay, OpenVault, Way, WayChange, WayKind } from '../../vault/index.ts';
import { newPasswordWay, newPhraseWay, passwordName, VaultExistsError } from '../../vault/index.ts';

type Question =
  | 'vault.create'
  | 'ways.list'
  | 'ways.rename'
  | 'ways.remove'
  | 'ways.changePassword'
  | 'ways.drawPhrase'
  | 'ways.addPhrase';

/** Answers the questions about ways in. Each change is one commit, so that dying in between leaves the old or the new. */
export function wayHandlers(parts: WaysParts): Handlers<Question> {
  return {
    'vault.create': async ({ password, deviceName }) => {
      if (await parts.keeper.exists()) throw new VaultExistsError();
      const way = await newPasswordWay(password, passwordName, parts.stretch);
      const vault = await parts.keeper.create([way], deviceName);
      wipe(way.secret);
      await parts.session.unlocked(vault);
      await noteUse(parts.local, onlyWay(vault, 'password'), parts.clock());
      parts.tell({ type: 'ways' });
      return {};
    },
    'ways.list': async () => listWays(parts),
    'ways.rename': async ({ id, name }) => {
      const vault = await parts.session.vault();
      await vault.ways.rename(id, name);
      parts.tell({ type: 'ways' });
      return {};
    },
    'ways.remove': async ({ id }) => {
      await parts.session.requireFresh();
      // Ways back are removed by questions of their own, which know what speaks against it.
      if (!(await parts.session.vault()).ways.list().some((way) => way.id === id)) throw new NoSuchWayError();
      return changeWays(parts, { remove: id });
    },
    'ways.changePassword': async ({ password }) => {
      await parts.session.requireFresh();
      const record = await registerStorePassword(parts, password);
      const way = await newPasswordWay(password, passwordName, parts.stretch);
      return putWay(parts, way, (slot) => (record ? { password: { slot, record: record.record } } : {}));
    },
    'ways.drawPhrase': () => Promise.resolve({ phrase: newPhrase() }),
    'ways.addPhrase': async ({ phrase, name }) => {
      await parts.session.requireFresh();
      const way = newPhraseWay(phrase, name);
      return putWay(parts, way, await accessOfNew(way));
    },
  };
}

/**
 * Changes the ways in, for whoever has checked the proof: at the store in the same commit, if there is one. BrowserActions the
 * session the master key that a rotation made, tells the pages, and wipes the secret of a new way in.
 */
export async function changeWays(parts: WaysParts, change: WayChange): Promise<Done> {
  let removed: Pick<Way, 'name'> | undefined;
  try {
    const vault = await parts.session.vault();
    removed = namedWays(vault).find(({ id }) => id === change.remove);
    await (vault.replica.status ? parts.store.bring(wayProposal(vault, change)) : changeHere(vault, change));
  } finally {
    if (change.add) wipe(change.add.secret);
  }
  await parts.session.rotated();
  await noteDeed(parts, deedOf(change.add, removed));
  parts.tell({ type: 'ways' });
  parts.tell({ type: 'status' });
  return {};
}

/** Those that have a name of their own: the ways in, and an organisation. */
function namedWays({ ways }: OpenVault): readonly Pick<Way, 'id' | 'name'>[] {
  const organisation = ways.organisation();
  return [...ways.list(), ...(organisation ? [{ id: organisation.id, name: organisation.key.name }] : [])];
}

function deedOf(added: NewWay | undefined, removed: Pick<Way, 'name'> | undefined): Deed {
  const what = added ? (removed ? 'way-replaced' : 'way-added') : 'way-removed';
  const about = added?.name ?? removed?.name;
  return { what, ...(about === undefined ? {} : { about }) };
}

async function changeHere(vault: OpenVault, { add, remove }: WayChange): Promise<void> {
  if (add && remove !== undefined) await vault.ways.replace(remove, add);
  else if (add) await vault.ways.add(add);
  else if (remove !== undefined) await vault.ways.remove(remove);
}

/** A password or a phrase takes the place of the one before it; replacing rotates, so the old one opens nothing current. */
async function putWay(parts: WaysParts, add: NewWay, access: (slot: Id) => Access): Promise<Done> {
  const vault = await parts.session.vault();
  const old = vault.ways.list().find(({ kind }) => kind === add.parameters.kind);
  const replaced = old ? { remove: old.id } : {};
  return changeWays(parts, { add, ...replaced, access: (slot) => (slot === undefined ? {} : access(slot)) });
}

async function listWays({ session, local }: WaysParts): Promise<WayView[]> {
  const [vault, used] = await Promise.all([session.vault(), lastUsed(local)]);
  return vault.ways.list().map(({ id, kind, name, createdAt, signKey }) => {
    const lastUsedAt = used[id];
    return {
      id,
      kind,
      name,
      createdAt,
      ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
      ...(signKey ? { fingerprint: phraseLetters(signKey) } : {}),
    };
  });
}

/** `XXXX-XXXX`: tells a phrase from others by the key that signs in with it (32 bytes), and opens nothing. */
export function phraseLetters(signKey: Bytes): string {
  return headFingerprint(digest('phrase', { signKey }));
}

function onlyWay(vault: OpenVault, kind: WayKind): string {
  const way = vault.ways.list().find((each) => each.kind === kind);
  if (!way) throw new NoSuchWayError();
  return way.id;
}
