import type { OpenVault } from '../../vault/index.ts';
import type { Context } from './context.ts';
import type { NamedRecord } from './named-record.ts';
import { fieldOf, readNamed, saveNamed } from './named-record.ts';

/*
 * What was done to this vault and its account, written by the browser that did it: one record of `settings` that each browser
 * finds by its name, sealed like everything, and told by the commit that brings it who wrote it. Its entries lie in a field
 * called `history`, which merges as the union of both sides.
 */

const activity: NamedRecord = { domain: 'settings', name: 'activity' };

/** As many as are kept: the oldest goes when another comes. */
const MOST_DEEDS = 200;

/** What can be done that is worth writing down. */
type DeedName =
  | 'way-added'
  | 'way-removed'
  | 'way-replaced'
  | 'connected'
  /** This browser came to a vault at a store: by a sign-in or by another browser. */
  | 'joined'
  | 'disconnected'
  | 'account-deleted'
  | 'address-changed'
  | 'password-added'
  | 'app-set'
  | 'app-removed'
  | 'codes-renewed'
  | 'key-added'
  | 'key-removed'
  | 'device-renamed'
  | 'device-removed'
  | 'keys-renewed'
  | 'recovered'
  | 'session-ended'
  | 'sessions-ended'
  | 'exported-sealed'
  | 'exported-plain'
  | 'imported'
  | 'resumed';

export interface Deed {
  readonly what: DeedName;
  /** Of what it was done, in a person's own words: the name of a way in, of a session, of a file. */
  readonly about?: string;
}

/** As it is kept. `until` is what a merge calls the time of such an entry; `by`: the name of the device then. */
export interface KeptDeed {
  readonly what: string;
  readonly about?: string;
  readonly by: string;
  readonly until: number;
}

/** Writes down what was just done. Never throws: it is done, whatever becomes of its note. */
export async function noteDeed(
  { session, clock, tell }: Pick<Context, 'session' | 'clock' | 'tell'>,
  deed: Deed,
): Promise<void> {
  try {
    const vault = await session.vault();
    const { record, deeds } = await read(vault);
    const kept: KeptDeed = { ...deed, by: vault.device.name, until: clock() };
    const history = [...deeds, kept].slice(-MOST_DEEDS);
    await saveNamed(vault, activity, { history }, record);
    tell({ type: 'activity' });
  } catch {
    // Locked meanwhile, or the disk is full: whoever asked has what they asked for.
  }
}

/** The newest first. */
export async function keptDeeds(vault: OpenVault): Promise<KeptDeed[]> {
  return (await read(vault)).deeds.toReversed();
}

/** The oldest first. */
async function read(vault: OpenVault) {
  const record = await readNamed(vault, activity);
  const history = fieldOf(record?.body, 'history');
  const deeds = Array.isArray(history) ? history.filter(isDeed).toSorted((one, other) => one.until - other.until) : [];
  return { record, deeds: deeds.slice(-MOST_DEEDS) };
}

function isDeed(entry: unknown): entry is KeptDeed {
  const about = fieldOf(entry, 'about');
  return (
    typeof fieldOf(entry, 'what') === 'string' &&
    typeof fieldOf(entry, 'by') === 'string' &&
    typeof fieldOf(entry, 'until') === 'number' &&
    (about === undefined || typeof about === 'string')
  );
}
