import { newTurns } from '../../flow/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { Group, MessengerPorts } from '../../messaging/index.ts';
import {
  acceptWriter,
  answerAsk,
  answererNumber,
  answerInvitation,
  askFor,
  deliver,
  dropFormerRows,
  dropRefused,
  endInvitation,
  forgetDue,
  giveText,
  invite,
  leave,
  readOutbox,
  receiveAll,
  releaseAll,
  releasedIn,
  renewPreKeys,
  stepAll,
  sayOfShare,
  sendShares,
  tellAll,
  tellIfAble,
  tellOwners,
  unsend,
  write,
} from '../../messaging/index.ts';
import { OwnMailbox } from '../../sync/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { ContactsParts } from '../contacts/index.ts';
import { encodedCard, heldContact, oneUseCard, renewCard } from '../contacts/index.ts';
import { ArchivedTexts } from './archived.ts';
import { AGAIN, DAILY } from './delays.ts';
import type { Delays } from './delays.ts';
import { settleToken } from './delivery-token.ts';
import { CAME, Gathering, READ } from './gathering.ts';
import { portsOf } from './ports.ts';

type Shares = LeaveFirst<Parameters<typeof sendShares>>;
type Said = LeaveFirst<Parameters<typeof sayOfShare>>;
type LeaveFirst<All extends readonly unknown[]> = All extends readonly [unknown, ...infer Rest] ? Rest : never;

/**
 * Sends what waits and receives what came, one round after another, as long as the vault is open. Holds nothing that is not read
 * again after the background's death; what was not done is done in the next round.
 */
export class Messages {
  readonly #parts: ContactsParts;
  readonly #delays: Delays;
  readonly #turns = newTurns();
  #sending = Promise.resolve();
  readonly #leaving = new Map<string, Promise<void>>();
  readonly #gathering: Gathering;
  readonly #mended = new WeakSet<OpenVault>();
  /** When the mailbox was emptied last, in milliseconds since 1970. */
  #lookedAt: number | undefined;
  /** When a text ends next, in milliseconds since 1970. */
  #endsAt: number | undefined;
  /** What is known of all archived texts. */
  readonly texts: ArchivedTexts;

  constructor(parts: ContactsParts, delays: Delays) {
    this.texts = new ArchivedTexts(parts);
    this.#parts = parts;
    this.#delays = delays;
    this.#gathering = new Gathering({ clock: parts.clock, ...delays, send: () => parts.store.nudge() });
  }

  get lookedAt(): number | undefined {
    return this.#lookedAt;
  }

  /** Whether what the own store is to have is what came or was read, and may wait for more of it. */
  holds(): boolean {
    return this.#gathering.holds();
  }

  /** How far was read, or what a text says that was seen, is kept: in no hurry. */
  wasRead(what: 'mark' | 'text'): void {
    this.#gathering.add(what === 'mark' ? READ : CAME);
    this.#tellOf();
  }

  /** Seals a text for its people; it is on its way once this has answered. Throws what `write` throws. */
  async write(vault: OpenVault, text: Parameters<typeof write>[1]) {
    const written = await this.#turns.take(() => write(portsOf(this.#parts, vault), text));
    this.#parts.tell({ type: 'messages' });
    void this.send();
    return written;
  }

  /** Leaves a conversation of several; its people are told. */
  async leave(vault: OpenVault, { conversation, members }: Pick<Group, 'conversation' | 'members'>): Promise<void> {
    const left = { conversation, members: members.flatMap(({ contact }) => contact ?? []) };
    await this.#turns.take(() => leave(portsOf(this.#parts, vault), left)).finally(() => this.#tellOf());
    void this.send();
  }

  /** Takes an own text back; everybody whom it went to is asked to forget it. Throws TextGoneError. */
  async unsend(vault: OpenVault, text: Bytes): Promise<void> {
    await this.#turns.take(() => unsend(portsOf(this.#parts, vault), text));
    this.#tellOf();
    void this.send();
  }

  /** What has ended goes. While everything is locked nothing can be told from the rows. */
  async #forget(): Promise<void> {
    const vault = await this.#parts.session.open();
    if (!vault) return;
    const before = this.#endsAt;
    this.#endsAt = await this.#turns.take(() => forgetDue(portsOf(this.#parts, vault)));
    if (this.#endsAt !== before) this.#tellOf();
  }

  /**
   * Seals a text for whoever answers a card of one use, which the store knows from then on. Answers both for the page. Throws
   * NoCardError, TextTooLongError, and what the store throws.
   */
  async invite(vault: OpenVault, text: { readonly text: string; readonly name: string; readonly origin: string }) {
    const { encoded, armored: card, expiresAt } = await oneUseCard(this.#parts, vault);
    const invited = { ...text, card: encoded, expiresAt };
    const written = await this.#turns.take(() => invite(portsOf(this.#parts, vault), invited));
    this.#parts.tell({ type: 'messages' });
    return { card, text: written.armored };
  }

  /** Answers a contact's invitation by our card. Throws what `answerInvitation` throws. */
  async answerInvitation(vault: OpenVault, contact: Id, card: Bytes): Promise<void> {
    await this.#turns.take(() => answerInvitation(portsOf(this.#parts, vault), contact, card));
    this.#parts.tell({ type: 'messages' });
    void this.send();
  }

  /** A contact is sent our card, if there is one and they don't have it. Throws ContactGoneError. */
  async tellCard(vault: OpenVault, contact: Id): Promise<void> {
    await this.#turns.take(async () => {
      const ports = portsOf(this.#parts, vault);
      const change = await tellIfAble(ports, await ports.own(), await heldContact(vault, contact));
      if (change.put) await ports.rows.write(change);
    });
    void this.send();
  }

  /** The digits to be compared with who answered first. Throws what `answererNumber` throws. */
  answererNumber(vault: OpenVault, invitation: Id): Promise<string> {
    return this.#turns.take(() => answererNumber(portsOf(this.#parts, vault), invitation));
  }

  /** Gives an invitation's text to who answered it first. Answers the contact's id. Throws what `giveText` throws. */
  async give(vault: OpenVault, given: Parameters<typeof giveText>[1]): Promise<Id> {
    const contact = await this.#turns.take(() => giveText(portsOf(this.#parts, vault), given));
    this.#parts.tell({ type: 'contacts' });
    // What they wrote meanwhile is opened now, and the key is on its way after that. What fails is done with the next round.
    void this.look();
    return contact;
  }

  /** Nobody is given the text, and its card invites nobody any more. Throws InvitationOverError, and what the store throws. */
  async endInvitation(vault: OpenVault, invitation: Id): Promise<void> {
    const { store } = this.#parts;
    const token = await this.#turns.take(() => endInvitation(portsOf(this.#parts, vault), invitation));
    this.#parts.tell({ type: 'messages' });
    await new OwnMailbox(await store.client(), vault.device.id).revokeToken(token, true);
  }

  /** What was refused was seen. */
  async dropRefused(vault: OpenVault, invitation: Id): Promise<void> {
    await this.#turns.take(() => dropRefused(portsOf(this.#parts, vault), invitation));
    this.#parts.tell({ type: 'messages' });
  }

  /** Asks a contact for the key of a text again. Throws ContactGoneError, ContactStateError, AskedOftenError. */
  async ask(vault: OpenVault, contact: Id, text: Bytes): Promise<void> {
    await this.#turns.take(() => askFor(portsOf(this.#parts, vault), contact, text));
    void this.send();
  }

  /** Gives a contact the key of an own text again, or lets it be. Throws what `answerAsk` throws. */
  async answer(vault: OpenVault, ask: Parameters<typeof answerAsk>[1]): Promise<void> {
    try {
      await this.#turns.take(() => answerAsk(portsOf(this.#parts, vault), ask));
    } finally {
      this.#parts.tell({ type: 'messages' });
    }
    void this.send();
  }

  /** Shares of the own secret for the people who are to hold them. They are on their way once this has answered. */
  async sendShares(vault: OpenVault, ...shares: Shares): Promise<void> {
    await this.#turns.take(() => sendShares(portsOf(this.#parts, vault), ...shares));
    void this.send();
  }

  /** Says something about a share to a contact. */
  async sayOfShare(vault: OpenVault, ...said: Said): Promise<void> {
    await this.#turns.take(() => sayOfShare(portsOf(this.#parts, vault), ...said));
    void this.send();
  }

  /** Takes somebody in who has written; what they wrote is opened at once. Answers the contact's id. */
  async accept(vault: OpenVault, request: string): Promise<Id> {
    const contact = await this.#turns.take(() => acceptWriter(portsOf(this.#parts, vault), request));
    this.#parts.tell({ type: 'contacts' });
    await this.receive();
    return contact;
  }

  /** Empties the mailbox, and sends what that brought about. Answers how many envelopes were opened. Throws what stopped it. */
  async receive(): Promise<{ readonly came: number }> {
    const came = await this.#turns.take(async () => {
      const vault = await this.#parts.session.open();
      if (!vault?.replica.status?.connected) return { came: 0 };
      const ports = portsOf(this.#parts, vault);
      await this.#mend(vault, ports);
      const received = await receiveAll(ports);
      this.#lookedAt = this.#parts.clock();
      await this.#upkeep(ports, vault);
      return received;
    });
    if (came.came > 0) {
      this.#gathering.add(CAME, came.came);
      this.#tellOf();
    }
    void this.send();
    return came;
  }

  /** Something may have come, or may be sent: nobody waits for it, and what fails is done with the next round. */
  async look(): Promise<void> {
    await this.#forget().catch(() => undefined);
    const again = Math.min(this.#parts.clock() + AGAIN, this.#endsAt ?? Infinity);
    await this.receive().catch(() => this.#delays.wakeAt(again).catch(() => undefined));
  }

  /**
   * Sends what waits, until all of it has left or was refused; what is written meanwhile doesn't wait for that. Never rejects: what
   * was not done is done another time.
   */
  async send(): Promise<void> {
    this.#sending = this.#sending.then(() => this.#sendRound()).catch(() => undefined);
    await this.#sending;
    await Promise.all(this.#leaving.values());
  }

  async #sendRound(): Promise<void> {
    await this.#forget();
    const vault = await this.#parts.session.open();
    if (!vault?.replica.status?.connected) return;
    const ports = portsOf(this.#parts, vault);
    await this.#turns.take(async () => {
      await stepAll(ports);
      await releaseAll(ports);
    });
    for (const name of await releasedIn(ports)) {
      if (!this.#leaving.has(name)) this.#leaving.set(name, this.#leave(ports, name));
    }
    const isWaiting = (await readOutbox(ports.rows)).length > 0;
    const next = this.#parts.clock() + (isWaiting ? AGAIN : DAILY);
    await this.#delays.wakeAt(Math.min(next, this.#gathering.until ?? next, this.#endsAt ?? next));
    this.#tellOf();
  }

  /** Pages show it; the own store is told when it is time. */
  #tellOf(): void {
    this.#parts.tell({ type: 'messages', later: true });
  }

  async #leave(ports: MessengerPorts, name: string): Promise<void> {
    try {
      await this.#delays.beforeDeposit();
      await this.#turns.take(() => deliver(ports, name));
    } catch {
      // Locked meanwhile, or another background was at it: its row says what is left to do.
    } finally {
      this.#leaving.delete(name);
      this.#tellOf();
    }
  }

  /** What the disk has damaged stops nothing that comes after it: sessions begin anew. Once an unlock. */
  async #mend(vault: OpenVault, ports: MessengerPorts): Promise<void> {
    if (this.#mended.has(vault)) return;
    for (const table of ['sessions', 'outbox', 'inbox'] as const) await vault.rows.dropDamaged(table);
    await dropFormerRows(ports);
    this.#mended.add(vault);
  }

  async #upkeep(ports: MessengerPorts, vault: OpenVault): Promise<void> {
    await renewPreKeys(ports, await (await ports.mailbox()).preKeys());
    await renewCard(this.#parts, vault);
    await settleToken(this.#parts, vault);
    if (!(await encodedCard(vault))) return;
    await tellAll(ports);
    await tellOwners(ports);
  }
}
