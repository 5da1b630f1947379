import { expect, it } from 'vitest';
import {
  contactRowOf,
  encodedCard,
  heldContact,
  heldContacts,
  saveContact,
} from '../../../src/background/contacts/index.ts';
import type { HeldContact } from '../../../src/messaging/index.ts';
import { asBlocked, readCardText, renamed } from '../../../src/messaging/index.ts';
import { Person } from '../support/person.ts';

it('two edits of one contact become one, whoever comes late', async () => {
  const ada = await Person.arrive();
  const bob = await Person.arrive('bob@example.org', ada.store);
  const [adas, bobs] = [await ada.settledBrowser(), await bob.settledBrowser()];
  const { armored } = await bobs.ask('contacts.card.make', { name: 'Bob' });
  const { id } = await adas.ask('contacts.add', { text: armored });
  const vault = await adas.parts.session.vault();
  const before: HeldContact = await heldContact(vault, vault.records.namedId('nobody')).catch(() =>
    heldContacts(vault).then(([first]) => first as HeldContact),
  );
  expect(before.id).toBe(id);
  const now = ada.store.clock.now();
  await saveContact(vault, before, renamed(before.contact, 'Robert', now));
  await saveContact(vault, before, asBlocked(before.contact, now + 1));
  expect((await heldContacts(vault)).map(contactRowOf)).toMatchObject([{ name: 'Robert', state: 'blocked' }]);
});

it('the card that travels is the card that is given', async () => {
  const ada = await Person.arrive();
  const adas = await ada.settledBrowser();
  const vault = await adas.parts.session.vault();
  expect(await encodedCard(vault)).toBeUndefined();
  const { armored } = await adas.ask('contacts.card.make', { name: 'Ada' });
  expect((await readCardText(armored)).encoded).toEqual(await encodedCard(vault));
});
