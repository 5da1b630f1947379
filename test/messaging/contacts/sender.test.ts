import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/crypto/index.ts';
import {
  acceptRequest,
  CardError,
  followContact,
  judgeSetUp,
  readSender,
  SenderError,
} from '../../../src/messaging/contacts/index.ts';
import { Person } from './person.ts';

describe('who begins a session', () => {
  it('is read of card and certificate, which one identity signed', async () => {
    const alice = await Person.at();
    const [device] = alice.held.checked.devices;
    if (!device) throw new Error('no device');
    const { head, fields } = await alice.setUp(device);
    expect(await readSender(head, fields)).toMatchObject({
      card: { name: 'Alice' },
      certificate: { device: device.device },
    });
  });

  it.each([
    ['another account in the envelope', ({ head }: Said) => ({ head: { ...head, account: newId() } })],
    ['another device in the envelope', ({ head }: Said) => ({ head: { ...head, device: newId() } })],
    [
      'the card of somebody else',
      ({ fields }: Said, mallory: Said) => ({ fields: { ...fields, card: mallory.fields.card } }),
    ],
    [
      'the certificate of somebody else',
      ({ fields }: Said, mallory: Said) => ({ fields: { ...fields, certificate: mallory.fields.certificate } }),
    ],
    ['a card that is none', ({ fields }: Said) => ({ fields: { ...fields, card: new Uint8Array(200) } })],
    ['a certificate that is none', ({ fields }: Said) => ({ fields: { ...fields, certificate: new Uint8Array(200) } })],
  ])('is refused with %s', async (_, forge) => {
    const said = await Promise.all(
      [await Person.at(), await Person.at()].map((person) => person.setUp(person.house.certificate)),
    );
    const [honest, mallory] = said;
    if (!honest || !mallory) throw new Error('two');
    await expect(readSender(honest.head, honest.fields)).resolves.toBeDefined();
    const forged = { ...honest, ...forge(honest, mallory) };
    await expect(readSender(forged.head, forged.fields)).rejects.toThrow(SenderError);
  });

  it('begins it as a contact with a listed device and its agreement key; a device of a newer list waits for the fetch', async () => {
    const alice = await Person.at();
    const contact = await alice.met(1);
    const first = await alice.setUp(alice.house.certificate);
    expect(await judgeSetUp(contact, first.head, first.fields)).toMatchObject({
      device: alice.house.certificate.device,
    });
    const added = await alice.add();
    const second = await alice.setUp(added);
    expect(await judgeSetUp(contact, second.head, second.fields)).toBe('behind');
    const followed = await followContact(contact, alice.served(contact.followed.version), 2);
    expect(await judgeSetUp(followed, second.head, second.fields)).toMatchObject({ device: added.device });
  });

  it('is refused with a device that was removed, and with another agreement key than the listed one', async () => {
    const alice = await Person.at();
    const lost = await alice.add();
    const x = alice.copy();
    const { head, fields } = await x.setUp(lost);
    await alice.remove(lost.device);
    const contact = await alice.met(1);
    expect(await judgeSetUp(contact, head, fields)).toBe('refused');
    const other = { ...alice.house.certificate, agreement: lost.agreement };
    const substituted = await alice.setUp(other);
    expect(await judgeSetUp(contact, substituted.head, substituted.fields)).toBe('refused');
  });
});

type Said = Awaited<ReturnType<Person['setUp']>>;

describe('a request that is accepted', () => {
  it('becomes a contact if that device stands in the list', async () => {
    const alice = await Person.at();
    const { head, fields } = await alice.setUp(alice.house.certificate);
    const { version } = alice.held.checked;
    await alice.add();
    expect(await acceptRequest(head, fields, alice.served(version), 5)).toMatchObject({ account: alice.account });
  });

  it('is refused where that device was removed meanwhile, or the list is somebody else’s', async () => {
    const [alice, mallory] = [await Person.at(), await Person.at()];
    const lost = await alice.add();
    const { version } = alice.held.checked;
    const { head, fields } = await alice.setUp(lost);
    await expect(acceptRequest(head, fields, alice.served(version), 5)).resolves.toBeDefined();
    await expect(acceptRequest(head, fields, mallory.served(2), 5)).rejects.toThrow(CardError);
    await alice.remove(lost.device);
    await expect(acceptRequest(head, fields, alice.served(version), 5)).rejects.toThrow(SenderError);
  });
});
