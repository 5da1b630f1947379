import { randomBytes, newId } from '../../../src/crypto/index.ts';
import { certify, enlist, extendList, moveTo, newDevice, removeDevices } from '../../../src/devices/index.ts';
import type { HeldList } from '../../../src/devices/index.ts';
import { checkChain, listHash } from '../../../src/devices/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import { agreementsHash, meetContact, signCard } from '../../../src/messaging/contacts/index.ts';
import type { Card, Certificate, Contact, EnvelopeHead, SetUpFields } from '../../../src/wire/index.ts';
import { readDeviceList } from '../../../src/wire/index.ts';
import { newHouse, versionsOf } from '../../devices/chain.ts';
import type { House } from '../../devices/chain.ts';

export const DAY = 86_400_000;
export const STORE = 'https://store.example';

/** Somebody with an account at a store: what their devices know, as it was after each change of the device list. */
export class Person {
  readonly account: Id;
  house: House;
  serial = 0;

  private constructor(house: House) {
    this.house = house;
    this.account = house.account;
  }

  static async at(store = STORE, account: Id = newId()): Promise<Person> {
    const house = await newHouse(account);
    const person = new Person(house);
    await person.move(store);
    return person;
  }

  /** Somebody with all that this one knows: an ex-device, or a copy. */
  copy(): Person {
    const copied = new Person(this.house);
    copied.serial = this.serial;
    return copied;
  }

  get held(): HeldList {
    return this.house.held;
  }

  /** What the store serves from a version on. */
  served(from: number): Bytes[] {
    return versionsOf(this.held).slice(from - 1);
  }

  async move(store: string): Promise<void> {
    this.become(await moveTo(this.held, this.house.seeds.list, store, 2));
  }

  async add(now = 3): Promise<Certificate> {
    const { certificate } = await newDevice(this.account, now);
    this.become(await enlist(this.held, this.house.seeds, certificate, now));
    return certificate;
  }

  async remove(device: Id, now = 4): Promise<void> {
    const { list, seeds } = await removeDevices(this.held, this.house.seeds, [device], 'revoked', now);
    this.house = { ...this.house, held: list, seeds };
  }

  /** A version with other agreement and mailbox keys of its first device, which needs no removal. */
  async renew(now = 5): Promise<Certificate> {
    const { certificate } = await newDevice(this.account, now);
    const [first] = this.held.checked.devices;
    if (!first) throw new Error('no device');
    const renewed = { ...certificate, device: first.device, signing: first.signing };
    const others = readDeviceList(this.held.encoded).value.devices.slice(1);
    const devices = [await certify(this.house.seeds.identity, renewed), ...others];
    const encoded = await extendList(this.held.checked, { devices, listSeed: this.house.seeds.list, now });
    const [next] = await checkChain(this.account, [encoded], this.held);
    if (next) this.become(next);
    return renewed;
  }

  async card(said: Partial<Card> = {}): Promise<Bytes> {
    const { checked, encoded } = this.held;
    this.serial += 1;
    return signCard(this.house.seeds.identity, {
      ...{ account: this.account, identity: checked.identity, name: 'Alice', store: checked.store },
      ...{ token: randomBytes(16), version: checked.version, list: listHash(encoded), serial: this.serial, time: 7 },
      ...said,
    });
  }

  /** This person as somebody's contact, met now. */
  async met(now: number): Promise<Contact> {
    const { version } = this.held.checked;
    return meetContact(await this.card(), this.served(version), now);
  }

  /** What a device of theirs sends to begin a session, as far as it says who sends. */
  async setUp(certificate: Certificate): Promise<{ head: EnvelopeHead; fields: SetUpFields }> {
    return {
      head: { kind: 'initial', account: this.account, device: certificate.device, version: this.held.checked.version },
      fields: {
        certificate: await certify(this.house.seeds.identity, certificate),
        card: await this.card(),
        version: 1,
        agreements: agreementsHash(certificate.agreement, certificate.agreement),
        preKeys: { signed: newId(), kem: newId() },
        ephemeral: randomBytes(32),
        ciphertext: randomBytes(1_088),
      },
    };
  }

  private become(held: HeldList): void {
    this.house = { ...this.house, held };
  }
}
