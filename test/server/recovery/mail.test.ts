import { expect, test } from 'vitest';
import { endpoints } from '../../../src/wire/index.ts';
import { codeOf, read } from '../support/client.ts';
import { Asker, EscrowOwner, letterTo } from '../support/recovery.ts';
import { serveMail } from '../support/smtp.ts';
import { openStore } from '../support/store.ts';

test('codes come by a real mail server, from the address that is set', async () => {
  const mail = await serveMail();
  const store = await openStore({ LATCHKEY_MAIL: mail.url, LATCHKEY_MAIL_FROM: 'latchkey@store.example' });
  const owner = await EscrowOwner.at(store);
  const json = { address: owner.address, language: 'en' };
  const answer = await owner.client.call(endpoints.recoveryAddress.path, { json }, owner.time);
  const { ticket } = read(answer, endpoints.recoveryAddress.answer);
  await store.parts.mailer.close();
  const proof = { ticket, code: letterTo(mail.mails, owner.address).code };
  expect(codeOf(await owner.setUp({}, proof))).toBeUndefined();

  const asker = await Asker.open(owner.store, owner.address);
  await store.parts.mailer.close();
  const { code, stop } = letterTo(mail.mails, owner.address);
  expect(code).not.toBe(proof.code);
  expect(codeOf(await asker.code(code))).toBeUndefined();
  expect(await asker.press(stop)).toContain('Stopped');
  expect(mail.from).toEqual(['latchkey@store.example', 'latchkey@store.example']);
  expect(store.mails).toEqual([]);
});

test.each([
  ['refuses the store', (url: string) => url.replace('right', 'wrong'), 'EAUTH'],
  ['is gone', (url: string) => url, 'ESOCKET'],
])('a mail server that %s is told to the operator, and to whoever waits for the code', async (why, change, code) => {
  const mail = await serveMail();
  const store = await openStore({ LATCHKEY_MAIL: change(mail.url) });
  if (why === 'is gone') await mail.close();
  const owner = await EscrowOwner.at(store);
  const json = { address: owner.address, language: 'de' };
  const answer = await owner.client.call(endpoints.recoveryAddress.path, { json }, owner.time);
  expect(codeOf(answer)).toBe('not-sent');
  const logged = store.logged.filter((line) => line.includes('mail-failed'));
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain(code);
  expect(store.logged.join('')).not.toContain(owner.address);
  expect(mail.mails).toEqual([]);
});

test('a store without mail says so, and sets nothing up', async () => {
  const store = await openStore({ LATCHKEY_MAIL: 'off' });
  const owner = await EscrowOwner.at(store);
  const { client } = owner;
  expect(read(await client.ask('/v1/store'), endpoints.store.answer).mail).toBe(false);
  const json = { address: owner.address, language: 'en' };
  expect(codeOf(await client.call(endpoints.recoveryAddress.path, { json }, owner.time))).toBe('mail-off');
  const asked = { ...json, requestKey: client.publicKey };
  expect(codeOf(await client.ask(endpoints.recoveryOpen.path, { json: asked }))).toBe('mail-off');
  const withMail = await (await openStore()).client();
  expect(read(await withMail.ask('/v1/store'), endpoints.store.answer).mail).toBe(true);
});
