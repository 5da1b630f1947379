import { expect, test } from 'vitest';
import { endpoints } from '../../../src/wire/index.ts';
import { codeOf } from '../support/client.ts';
import { serveGateway } from '../support/gateway.ts';
import { EscrowOwner } from '../support/recovery.ts';
import { openStore } from '../support/store.ts';

const number = '+4915112345678';

async function prove(environment: Readonly<Record<string, string>>) {
  const store = await openStore(environment);
  const owner = await EscrowOwner.at(store);
  const json = { number, language: 'en' };
  return { store, answer: await owner.client.call(endpoints.recoveryNumber.path, { json }, owner.time) };
}

test('a text message is one POST of the template, as JSON or as a form, with what the gateway wants to see', async () => {
  const gateway = await serveGateway();
  const environment = { LATCHKEY_SMS: gateway.url, LATCHKEY_SMS_AUTHORIZATION: 'Basic c3RvcmU6cmlnaHQ=' };
  expect(codeOf((await prove(environment)).answer)).toBeUndefined();
  const [json] = gateway.posted;
  expect(json?.headers).toMatchObject({
    'content-type': 'application/json',
    authorization: 'Basic c3RvcmU6cmlnaHQ=',
  });
  const { to, text } = JSON.parse(json?.body ?? '{}') as Readonly<Record<string, string>>;
  expect(to).toBe(number);
  expect(text).toMatch(/^Latchkey: [A-Z2-7]{4}-[A-Z2-7]{4} is your code to set up this number\.$/);
  const form = 'From=Latchkey&To={to}&Body={text}';
  expect(codeOf((await prove({ ...environment, LATCHKEY_SMS_BODY: form })).answer)).toBeUndefined();
  expect(gateway.posted[1]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  const fields = new URLSearchParams(gateway.posted[1]?.body);
  expect(fields.get('To')).toBe(number);
  expect(fields.get('Body')).toMatch(/^Latchkey: /);
});

test.each([
  ['refuses', 403, 'HTTP-403'],
  ['fails', 500, 'HTTP-500'],
])(
  'a gateway that %s is told to whoever waits and to the operator, and no number is logged',
  async (_, status, code) => {
    const gateway = await serveGateway();
    gateway.status = status;
    const { store, answer } = await prove({ LATCHKEY_SMS: gateway.url });
    expect(codeOf(answer)).toBe('not-sent');
    const logged = store.logged.filter((line) => line.includes('sms-failed'));
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain(code);
    expect(store.logged.join('')).not.toContain(number.slice(1));
  },
);

test('a gateway that sends on elsewhere is followed nowhere', async () => {
  const gateway = await serveGateway();
  gateway.status = 307;
  expect(codeOf((await prove({ LATCHKEY_SMS: gateway.url })).answer)).toBe('not-sent');
  expect(gateway.posted).toHaveLength(1);
});
