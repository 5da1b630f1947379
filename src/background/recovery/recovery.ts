import { wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { noted, postponed, readDrilled, remindsAt, renewed } from '../../recovery/index.ts';
import type { DrillView, Handlers, ReminderView } from '../../rpc/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { AccessView } from '../../wire/index.ts';
import { signInKeyOf } from '../account/index.ts';
import { readNamed, saveNamed } from '../context/index.ts';
import type { NamedRecord } from '../context/index.ts';
import { passkeyProof, passwordProof, phraseProof, wayOf } from '../unlock/index.ts';
import { shareholders } from '../trustees/index.ts';
import type { WaysParts } from '../ways/index.ts';
import { afterHandlers, forgetRecovered, noteRecovered } from './after.ts';
import { answersHandlers } from './answers.ts';
import { keys, kitOf, rowsOf } from './drill-rows.ts';
import type { DrilledWays } from './drill-rows.ts';
import { provenByAnswers, provenByCode, provenByOrganisation } from './drill-store.ts';
import { KitOtherError, NotAtStoreError } from './errors.ts';
import { ladderHandlers } from './ladder.ts';
import { accessOf } from './standing.ts';

/** A record of the vault: what one browser has proven, all of them know. */
const record: NamedRecord = { domain: 'settings', name: 'drill' };

type Question =
  | 'recovery.answers'
  | 'recovery.answers.mail'
  | 'recovery.answers.number'
  | 'recovery.answers.number.code'
  | 'recovery.answers.seconds'
  | 'recovery.answers.set'
  | 'recovery.answers.remove'
  | 'recovery.answers.veto'
  | 'recovery.after'
  | 'recovery.after.renew'
  | 'recovery.after.end'
  | 'recovery.ladder'
  | 'recovery.drill'
  | 'recovery.drill.password'
  | 'recovery.drill.phrase'
  | 'recovery.drill.kit'
  | 'recovery.drill.answers'
  | 'recovery.drill.code'
  | 'recovery.drill.organisation'
  | 'recovery.reminder'
  | 'recovery.reminder.later';

/**
 * What would bring a person back in. Proves each way that stands, without using it up: a secret has to open its slot here, and what
 * signs in has to be what the store knows. Nothing is unlocked, signed in or spent by it; only when it was, is kept. Whatever throws
 * has noted nothing.
 */
export class Recovery {
  readonly #parts: WaysParts;

  constructor(parts: WaysParts) {
    this.#parts = parts;
  }

  handlers(): Handlers<Question> {
    return {
      ...ladderHandlers(this.#parts),
      ...afterHandlers(this.#parts),
      ...answersHandlers(this.#parts),
      'recovery.drill': () => this.#view(),
      'recovery.drill.password': async ({ password }) => {
        await this.#open();
        const way = await wayOf(this.#parts, passwordProof(this.#parts, password));
        await this.#note([keys.way(way)]);
        return {};
      },
      'recovery.drill.phrase': async ({ phrase }) => {
        await this.#open();
        const way = await wayOf(this.#parts, phraseProof(phrase));
        const publicKey = await signInKeyOf(phrase);
        await this.#mustSignIn(({ signKeys }) =>
          signKeys.some((key) => key.slot === way && key.publicKey === publicKey),
        );
        await this.#note([keys.way(way)]);
        return {};
      },
      'recovery.drill.kit': async ({ letters }) => {
        const way = kitOf((await this.#open()).ways.list(), letters);
        if (way === undefined) throw new KitOtherError();
        await this.#note([keys.kit(way)]);
        return {};
      },
      'recovery.drill.answers': async ({ answers }) => {
        await this.#note([keys.way(await provenByAnswers(this.#parts, answers))]);
        return {};
      },
      'recovery.drill.code': async ({ code }) => {
        await this.#note([keys.codes(await provenByCode(this.#parts, code))]);
        return {};
      },
      'recovery.drill.organisation': async () => {
        await this.#note([keys.way(await provenByOrganisation(this.#parts))]);
        return {};
      },
      'recovery.reminder': () => this.#reminder(),
      'recovery.reminder.later': async () => {
        const vault = await this.#open();
        const { read, drilled, now } = await this.#read(vault);
        await saveNamed(vault, record, postponed(drilled, now), read);
        this.#told();
        return {};
      },
    };
  }

  /** A passkey has answered; `prf` (32 bytes) is wiped here. Throws WrongSecretError, NotAtStoreError. */
  async passkey(prf: Bytes): Promise<void> {
    try {
      await this.#open();
      const way = await wayOf(this.#parts, passkeyProof(prf));
      await this.#mustSignIn(({ passkeys }) => passkeys.some(({ slot }) => slot === way));
      await this.#note([keys.way(way)]);
    } finally {
      wipe(prf);
    }
  }

  /** Somebody signed in by password and second factor, and the password opened the vault. */
  async signedIn(): Promise<void> {
    const vault = await this.#open();
    const way = vault.ways.list().find(({ kind }) => kind === 'password');
    if (way) await this.#note([keys.way(way.id)]);
  }

  /** A new browser is about to come in by the phrase. */
  async entering(): Promise<void> {
    await noteRecovered(this.#parts.local, this.#parts.clock());
  }

  /** It did not. */
  async notEntered(): Promise<void> {
    await forgetRecovered(this.#parts.local);
  }

  /** Other backup codes are about to take the place of those that were tried, under the same password. */
  async replacingCodes(): Promise<void> {
    const vault = await this.#open();
    const { read, drilled, now } = await this.#read(vault);
    const codes = vault.ways.list().flatMap(({ id, kind }) => (kind === 'password' ? [keys.codes(id)] : []));
    if (!codes.some((key) => drilled.proven[key] !== undefined)) return;
    await saveNamed(vault, record, renewed(drilled, codes, now), read);
    this.#told();
  }

  #open(): Promise<OpenVault> {
    return this.#parts.session.vault();
  }

  async #view(): Promise<DrillView> {
    const vault = await this.#open();
    const { drilled, now } = await this.#read(vault);
    const isAtStore = vault.replica.status?.connected === true;
    const access = isAtStore ? await accessOf(this.#parts.store).catch(() => undefined) : undefined;
    const ways = await waysOf(vault);
    const rows = rowsOf(ways, await vault.devices.list(), drilled, isAtStore ? (access ?? 'unasked') : 'none');
    return { rows, remindsAt: remindsAt(drilled, sinceOf(vault)), now };
  }

  async #reminder(): Promise<ReminderView> {
    const vault = await this.#open();
    const since = sinceOf(vault);
    const { drilled, now } = await this.#read(vault);
    return { isDue: now >= remindsAt(drilled, since) };
  }

  async #mustSignIn(known: (access: AccessView) => boolean): Promise<void> {
    const vault = await this.#open();
    if (vault.replica.status?.connected && !known(await accessOf(this.#parts.store))) throw new NotAtStoreError();
  }

  async #read(vault: OpenVault) {
    const now = this.#parts.clock();
    const read = await readNamed(vault, record);
    return { read, now, drilled: readDrilled(read?.body, now) };
  }

  /** This browser's key signs the commit, so it has proven itself, too. */
  async #note(proven: readonly string[]): Promise<void> {
    const vault = await this.#open();
    const { read, drilled, now } = await this.#read(vault);
    // As if the store were not asked: what only it can tell of, backup codes, stays noted.
    const rows = rowsOf(await waysOf(vault), await vault.devices.list(), drilled, 'unasked');
    const own = keys.browser(vault.device.id);
    const standing = [...rows.map(({ key }) => key), own];
    await saveNamed(vault, record, noted(drilled, [...proven, own], standing, now), read);
    this.#told();
  }

  #told(): void {
    this.#parts.tell({ type: 'items' });
    this.#parts.tell({ type: 'account' });
  }
}

async function waysOf(vault: OpenVault): Promise<DrilledWays> {
  const { ways } = vault;
  const [escrow, organisation] = [ways.escrow(), ways.organisation()];
  return { ways: ways.list(), escrow, organisation, holders: await shareholders(vault) };
}

/** The vault is as old as its oldest way in. */
function sinceOf({ ways }: OpenVault): number {
  return Math.min(...ways.list().map(({ createdAt }) => createdAt));
}
