import { newId, sign } from '../../../src/crypto/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import type { ContactClientParts, Holding, StoreClient } from '../../../src/sync/index.ts';
import { ContactClient, OwnMailbox } from '../../../src/sync/index.ts';
import type { TestDevice } from '../../server/support/device.ts';
import { testEnvelope, testOnceKeys, testPreKey } from '../../server/support/mail.ts';
import type { Person } from '../../server/support/person.ts';
import { somebody } from './person.ts';

/** A device's mailbox, by a session that the device says is its own. */
export function mailboxOf(client: StoreClient, { account, id, signing }: TestDevice): OwnMailbox {
  return new OwnMailbox(client, id, { account, sign: (message) => sign(signing, message) });
}

/** Somebody with an account, a mailbox and pre-keys, whom others can write to. */
export class Addressee {
  readonly person: Person;
  readonly client: StoreClient;
  readonly own: OwnMailbox;

  private constructor(person: Person, client: StoreClient) {
    this.person = person;
    this.client = client;
    this.own = mailboxOf(client, person.device);
  }

  static async at(client: StoreClient): Promise<Addressee> {
    return new Addressee(await somebody(client, { phrase: true }), client);
  }

  get device(): TestDevice {
    return this.person.device;
  }

  /** Signed and KEM pre-key, and so many one-time keys. */
  async bringKeys(once: number): Promise<void> {
    const [signed, kem] = [await testPreKey(this.device, 'signed'), await testPreKey(this.device, 'kem')];
    await this.own.putPreKeys({ signed, kem, once: await testOnceKeys(this.device, once) });
  }

  /** An invitation as whoever has the card holds it. */
  async invite(uses = 1, expiresAt = Date.now() + 86_400_000): Promise<Holding & { readonly use: Id }> {
    const token = newId();
    await this.own.putToken({ kind: 'invitation', token, uses, expiresAt });
    return { store: this.client.origin, account: this.person.account, token, use: newId() };
  }

  /** The delivery token, as contacts hold it. */
  async accept(): Promise<Holding> {
    const token = newId();
    await this.own.putToken({ kind: 'delivery', token });
    return { store: this.client.origin, account: this.person.account, token };
  }

  /** Everything that waits, each envelope with what it came by, oldest first; nothing is acknowledged. */
  async waiting(): Promise<{ readonly by: string; readonly envelope: Bytes }[]> {
    return (await this.own.mail()).mail.map(({ by, envelope }) => ({ by, envelope }));
  }
}

/** Somebody who writes to others: nothing of an account goes along. */
export class Writer {
  readonly client: ContactClient;

  constructor(parts: ContactClientParts) {
    this.client = new ContactClient(parts);
  }

  /** Leaves an envelope; answers what was left, or the code of the refusal. */
  async leave(holding: Holding, device: Id, envelope = testEnvelope(), deposit: Id = newId()): Promise<Bytes | string> {
    try {
      const { gone } = await this.client.deposit({ ...holding, device, deposit, envelope });
      return gone ? 'gone' : envelope;
    } catch (error) {
      if (error instanceof Error && 'code' in error) return String(error.code);
      throw error;
    }
  }
}
