import type { KeyRenewal, RenewEvery } from '../../rpc/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { Context, NamedRecord } from '../context/index.ts';
import { fieldOf, readNamed, saveNamed } from '../context/index.ts';
import { changeDevices } from '../account/index.ts';
import type { KeysParts } from '../account/index.ts';

const DAY = 24 * 60 * 60_000;
/** How old keys get before they are renewed by themselves, in days; absent: never. */
const ages: Readonly<Record<RenewEvery, number | undefined>> = { never: undefined, 'half-year': 182, year: 365 };
const standard: RenewEvery = 'year';
/** A record of the vault: it holds for every browser. */
const record: NamedRecord = { domain: 'settings', name: 'key-renewal' };

/** Another browser that has just renewed the keys is at it: it gets the first minute. */
const FIRST = 60_000;
/** Between two commits, in milliseconds: whoever edits comes first. */
const BETWEEN = 250;

/**
 * What a rotation leaves to do (protocol 6.4): records are sealed again in batches, a commit each, as long as the vault is open,
 * and go on where they were after any interruption. Renews the keys where it is time, of the vault and of this device. Nobody waits
 * for it.
 */
export class KeyUpkeep {
  readonly #parts: KeysParts;
  readonly #wait: (ms: number) => Promise<void>;
  #left = 0;
  #running: Promise<void> | undefined;
  /** Ends the wait of a run that has not begun. */
  #begin: () => void = () => undefined;

  constructor(parts: KeysParts, wait: (ms: number) => Promise<void> = pause) {
    this.#parts = parts;
    this.#wait = wait;
  }

  /** How many records are still to be sealed again, as far as this browser does it. */
  get left(): number {
    return this.#left;
  }

  /**
   * `first`: milliseconds until it begins; 0 begins one that still waits. Never rejects: what was not done is done another time.
   */
  run(first = FIRST): Promise<void> {
    if (first === 0) this.#begin();
    this.#running ??= this.#work(first)
      .catch(() => undefined)
      .finally(() => {
        this.#running = undefined;
        this.#left = 0;
      });
    return this.#running;
  }

  async #work(first: number): Promise<void> {
    const { session, tell } = this.#parts;
    const begin = new Promise<void>((resolve) => (this.#begin = resolve));
    if (first > 0) await Promise.race([this.#wait(first), begin]);
    for (let begun = false; ; begun = true) {
      const vault = await session.open();
      if (!vault || vault.replica.status?.outdated) return;
      if (!begun) {
        await this.#renewIfDue(vault);
        await this.#renewOwnIfDue(vault);
      }
      const before = vault.sequence;
      this.#left = await vault.devices.reseal();
      if (vault.sequence !== before || vault.replica.status?.unsent) tell({ type: 'items' });
      tell({ type: 'account' });
      if (this.#left === 0) return;
      await this.#wait(BETWEEN);
    }
  }

  async #renewIfDue(vault: OpenVault): Promise<void> {
    const { every } = await readRenewal(vault);
    const days = ages[every];
    if (days === undefined || this.#parts.clock() - vault.devices.keysMadeAt < days * DAY) return;
    await changeDevices(this.#parts, { kind: 'rotation' });
  }

  /** Of a vault without a store nobody reads the list but its own browser. */
  async #renewOwnIfDue({ replica, devices }: OpenVault): Promise<void> {
    if (!replica.status?.connected || !(await devices.areOwnKeysDue())) return;
    await changeDevices(this.#parts, { kind: 'own-keys' });
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** When the keys were made, and how often they are renewed by themselves. */
export async function readRenewal(vault: OpenVault): Promise<Omit<KeyRenewal, 'left'>> {
  const every = fieldOf((await readNamed(vault, record))?.body, 'every');
  const { keysMadeAt: madeAt, isListOld } = vault.devices;
  return { madeAt, isListOld, every: isEvery(every) ? every : standard };
}

export async function writeRenewal(vault: OpenVault, every: RenewEvery, tell: Context['tell']): Promise<void> {
  await saveNamed(vault, record, { every }, await readNamed(vault, record));
  tell({ type: 'items' });
  tell({ type: 'account' });
}

function isEvery(value: unknown): value is RenewEvery {
  return typeof value === 'string' && Object.hasOwn(ages, value);
}
