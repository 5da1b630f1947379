import { equal, wipe } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import { toBase64url } from '../encoding/index.ts';
import { MASTER_KEY_BYTES, openSlot, UnknownWayError } from '../keys/index.ts';
import type { VaultDatabase, VaultHeader } from '../records/index.ts';
import { DamagedVaultError, isConflict } from '../records/index.ts';
import type { Past, Pulled } from '../sync/index.ts';
import type { Removal } from '../wire/index.ts';
import { readSealedDeviceSecrets } from '../wire/index.ts';
import { draftVault } from './change/index.ts';
import {
  checkHeader,
  isUnsent,
  LinkedStateError,
  NoVaultError,
  openCore,
  openRecords,
  readMeanwhile,
  storedSlots,
  VaultExistsError,
} from './state/index.ts';
import { newTurns } from '../flow/index.ts';
import type {
  Core,
  ExportedVault,
  LockedWay,
  NewWay,
  OpenVault,
  PendingJoin,
  ReadAhead,
  SliceLimits,
  Summarize,
  VaultParts,
  VouchedState,
} from './state/index.ts';
import { lockedWays, waysIn } from './locked-ways.ts';
import { openVault } from './open-vault.ts';
import type { HandedKey, PulledLinked, PulledVault, WayIn } from './replica/index.ts';
import {
  draftFollowAsAnother,
  draftFollowLocked,
  draftJoin,
  joinedState,
  mergeIntoAccount,
  openLinkedVault,
  openPulledVault,
  reaches,
  removedForIn,
  StagedDatabase,
  standardSlice,
  toldFormer,
  unsentContents,
  withoutDevice,
  wipePulledVault,
} from './replica/index.ts';

/**
 * The vault of this browser, locked. One a background: it puts every write in its turn. Composes keys, records and devices
 * over a store, and decides nothing about when a vault may be open: that is the session's.
 */
export class VaultKeeper {
  #parts: VaultParts;

  /** `summarize` keeps the search index right at every write and makes it again when it is damaged. */
  constructor(database: VaultDatabase, clock: () => number, summarize: Summarize, slice: SliceLimits = standardSlice) {
    this.#parts = { database, clock, summarize, turns: newTurns(), slice };
  }

  async exists(): Promise<boolean> {
    return (await this.#parts.database.read()) !== undefined;
  }

  /** The ways in, as far as they are known while locked. None where there is no vault. Throws DamagedVaultError. */
  async ways(): Promise<LockedWay[]> {
    const header = await this.#parts.database.read();
    return header ? lockedWays(await storedSlots(checkHeader(header))) : [];
  }

  /**
   * The ways in among slots as a store tells them: good for asking for a secret, and nothing else. Throws ForgedError, also
   * for so many passwords that trying them is the harm; FormatError.
   */
  waysIn(slots: readonly Bytes[]): Promise<LockedWay[]> {
    return waysIn(slots);
  }

  /** What was followed at the store: all that a locked browser may ask from. */
  async past(): Promise<Past> {
    const sync = (await this.#parts.database.read())?.sync;
    const former = sync ? toldFormer(sync) : [];
    return { head: sync?.synced && toBase64url(sync.synced.head), former: () => Promise.resolve(former) };
  }

  /**
   * A vault as a store tells it to a browser that has none: `pulled` is everything. Stores nothing. Null: the secret is
   * wrong. Throws ForgedError, ForkError, RecordSumError, TamperedSlotError, FormatError.
   */
  async join(account: Id, pulled: Pulled, wayId: Id, secret: Bytes): Promise<PendingJoin | null> {
    const { database, summarize } = this.#parts;
    const found = await openPulledVault(account, pulled, { id: wayId, secret }, summarize, database);
    return found && this.#pending(found);
  }

  /**
   * The same by the master key that another browser handed over: it is wiped with the vault, or at once. Throws also
   * LinkedStateError, where the store tells anything but what that browser vouched for, or what validly goes on from there.
   */
  async joinLinked(
    account: Id,
    told: PulledLinked,
    by: { readonly masterKey: Bytes; readonly vouched: VouchedState },
  ): Promise<PendingJoin> {
    return this.#pending(await openLinkedVault(account, told, by, this.#parts));
  }

  #pending(found: PulledVault): PendingJoin {
    const { database, clock, turns } = this.#parts;
    const joining = {
      accept: (deviceName: string) => turns.take(() => this.#accept(found, deviceName)),
      acceptInto: async (local: OpenVault, deviceName: string, push: (joined: OpenVault) => Promise<void>) => {
        const staged = new StagedDatabase();
        const { next, change } = await draftJoin(found, deviceName, clock());
        await staged.apply(change);
        const joined = await openVault({ ...this.#parts, database: staged, turns: newTurns() }, next);
        await mergeIntoAccount(database, local, { staged, joined }, push);
        return turns.take(() => this.#replaced(local, joined));
      },
    };
    return { account: found.account, state: joinedState(found), ...joining, close: () => wipePulledVault(found) };
  }

  async #accept(found: PulledVault, deviceName: string): Promise<OpenVault> {
    const { database, clock } = this.#parts;
    const { next, change } = await draftJoin(found, deviceName, clock());
    await database.apply(change).catch((error: unknown) => {
      throw isConflict(error) ? new VaultExistsError() : error;
    });
    return openVault(this.#parts, next);
  }

  /** The same vault where it lies now. */
  async #replaced(local: OpenVault, joined: OpenVault): Promise<OpenVault> {
    const masterKey = joined.masterKey;
    local.close();
    joined.close();
    return this.#enter(await this.#core(await this.#header(), masterKey), readMeanwhile(this.#parts.database));
  }

  /**
   * Opens a connected vault whose ways in were changed elsewhere, by a current one: `pulled` is what the store tells since
   * `past`. Null: the secret is wrong. Throws what an exchange throws when it follows; then nothing has changed. `another`:
   * a copy of this profile has gone on at the store, or this device was taken out, and it becomes one of its own.
   */
  follow(pulled: Pulled, wayId: Id, secret: Bytes, as?: 'another'): Promise<OpenVault | null> {
    return this.#parts.turns.take(async () => this.#followed(await this.#header(), pulled, { id: wayId, secret }, as));
  }

  followLinked(
    pulled: Pulled,
    { masterKey, vouched }: { readonly masterKey: Bytes; readonly vouched: VouchedState },
    as?: 'another',
  ): Promise<OpenVault> {
    return this.#parts.turns.take(async () => {
      const header = await this.#header();
      if (!reaches(header, pulled, vouched)) throw new LinkedStateError();
      const by = { masterKey, generation: vouched.generation };
      const vault =
        pulled.manifests.length === 0 ? await this.#resumed(header, by) : await this.#followed(header, pulled, by, as);
      if (!vault) throw new LinkedStateError();
      return vault;
    });
  }

  async #followed(
    header: VaultHeader,
    pulled: Pulled,
    by: WayIn | HandedKey,
    as?: 'another',
  ): Promise<OpenVault | null> {
    const { database, clock } = this.#parts;
    const draft = as === 'another' ? draftFollowAsAnother : draftFollowLocked;
    const step = await draft(this.#parts, header, pulled, by, clock());
    if (!step) return null;
    await database.apply(step.change);
    return openVault(this.#parts, step.next);
  }

  async device(): Promise<Id | undefined> {
    const header = await this.#parts.database.read();
    return header && readSealedDeviceSecrets(header.device).device;
  }

  async removedFor(lists: readonly Bytes[]): Promise<Removal['reason'] | undefined> {
    const header = await this.#parts.database.read();
    return header && removedForIn(header, lists);
  }

  withhold(): Promise<boolean> {
    const { database, turns } = this.#parts;
    return turns.take(async () => {
      const header = await database.read();
      if (!header || !isUnsent(header)) return false;
      await database.apply(withoutDevice(header));
      return true;
    });
  }

  unsent(wayId: Id, secret: Bytes): Promise<ExportedVault | null> {
    const { database, clock, turns } = this.#parts;
    return turns.take(async () => unsentContents(database, await this.#header(), { id: wayId, secret }, clock()));
  }

  /** Makes a vault and opens it. Throws VaultExistsError, LastWayError without any way in. */
  create(ways: readonly NewWay[], deviceName: string): Promise<OpenVault> {
    const { database, clock, turns } = this.#parts;
    return turns.take(async () => {
      const { next, change } = await draftVault(ways, deviceName, clock());
      await database.apply(change).catch((error: unknown) => {
        throw isConflict(error) ? new VaultExistsError() : error;
      });
      return openVault(this.#parts, next);
    });
  }

  /** The header is read before the snapshot, and both once more where it has moved since. Never rejects. */
  async readAhead(): ReadAhead {
    try {
      const { head } = await this.#header();
      return { head, snapshot: await this.#parts.database.readSnapshot() };
    } catch {
      return undefined;
    }
  }

  /**
   * Opens the vault by one way in. Null: the secret is wrong, or that slot was changed; these can't be told apart. What was
   * read ahead counts while it is of the head that the vault has now. Throws NoVaultError, UnknownWayError,
   * TamperedSlotError, DamagedVaultError, RecordSumError, FormatError.
   */
  unlock(wayId: Id, secret: Bytes, ahead?: ReadAhead): Promise<OpenVault | null> {
    return this.#parts.turns.take(async () => {
      const before = await ahead;
      const header = await this.#header();
      const slot = (await storedSlots(header)).find(({ id }) => id === wayId);
      if (!slot) throw new UnknownWayError();
      const masterKey = await openSlot(slot, header, secret);
      if (!masterKey) return null;
      if (masterKey.length !== MASTER_KEY_BYTES) throw new DamagedVaultError('slots');
      const isCurrent = before !== undefined && equal(before.head, header.head);
      const snapshot = isCurrent ? Promise.resolve(before.snapshot) : readMeanwhile(this.#parts.database);
      return this.#enter(await this.#core(header, masterKey, { id: wayId, secret }), snapshot);
    });
  }

  /**
   * Opens the vault by the master key that the session kept while the background was dead. Null: that key opens nothing
   * here (the vault was rotated or replaced since, or its keyring is damaged): lock. Throws like `unlock`.
   */
  resume(masterKey: Bytes): Promise<OpenVault | null> {
    return this.#parts.turns.take(async () => this.#resumed(await this.#header(), { masterKey }));
  }

  async #resumed(header: VaultHeader, { masterKey }: Pick<HandedKey, 'masterKey'>): Promise<OpenVault | null> {
    const snapshot = readMeanwhile(this.#parts.database);
    const core = await this.#core(header, masterKey.slice()).catch((error: unknown) => {
      if (error instanceof DamagedVaultError && error.part === 'keyring') return null;
      throw error;
    });
    return core && this.#enter(core, snapshot);
  }

  /** Takes the master key over: it is wiped where it opens nothing that can be believed. */
  #core(header: VaultHeader, masterKey: Bytes, way?: { id: Id; secret: Bytes }): Promise<Core> {
    return openCore(header, masterKey, way).catch((error: unknown) => {
      wipe(masterKey);
      throw error;
    });
  }

  erase(): Promise<void> {
    return this.#parts.turns.take(() => this.#parts.database.erase());
  }

  async #header(): Promise<VaultHeader> {
    const header = await this.#parts.database.read();
    if (!header) throw new NoVaultError();
    return checkHeader(header);
  }

  async #enter(core: Core, snapshot: Promise<readonly Bytes[]>): Promise<OpenVault> {
    try {
      const { state, damaged } = await openRecords(this.#parts.database, core, this.#parts.summarize, snapshot);
      return await openVault(this.#parts, state, damaged);
    } catch (error) {
      wipe(core.masterKey);
      throw error;
    }
  }
}
