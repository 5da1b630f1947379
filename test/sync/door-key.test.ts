import { expect, test } from 'vitest';
import { agreementKeyPair } from '../../src/crypto/index.ts';
import { fromBase64url, toBase64url } from '../../src/encoding/index.ts';
import { finishPasskey, provePassword, signInByKey, startPasskey } from '../../src/sync/index.ts';
import { Person } from '../server/support/person.ts';
import { inProcess } from '../support/in-process.ts';
import { holdStore } from './support/app.ts';
import { changing } from './support/between.ts';
import { cheapStretch } from './support/parts.ts';
import { signUp, somebody } from './support/person.ts';

test('a sign-in by whoever was told another door key than the store has is refused, by every way', async () => {
  const store = await holdStore();
  const person = await somebody(await store.newClient());
  const thief = toBase64url((await agreementKeyPair()).publicKey);
  const between = await store.newClient({ fetch: changing(inProcess(store.app), 'doorKey', thief) });
  await expect(signInByKey(between, person.phrase.privateKey)).rejects.toMatchObject({ code: 'signin-refused' });
  const start = await startPasskey(between);
  const touched = finishPasskey(between, start, person.authenticator.answer(fromBase64url(start.challenge)));
  await expect(touched).rejects.toMatchObject({ code: 'signin-refused' });
  const typed = { email: person.email, password: person.password };
  await expect(provePassword(between, cheapStretch, typed)).rejects.toMatchObject({ code: 'signin-refused' });
  await expect(signUp(between, await Person.make())).rejects.toMatchObject({ code: 'signin-refused' });
  // Put in only where the session is told, it is another than the one that was bound.
  const late = await store.newClient();
  await late.identify();
  const swapped = await store.newClient({
    fetch: (url, init) =>
      url.endsWith('/v1/store')
        ? inProcess(store.app)(url, init)
        : changing(inProcess(store.app), 'doorKey', thief)(url, init),
  });
  await expect(signInByKey(swapped, person.phrase.privateKey)).rejects.toMatchObject({ code: 'store-answer' });
  expect(swapped.session).toBeUndefined();
  // And in everything, it proves nothing to the store.
  const { token } = await signInByKey(late, person.phrase.privateKey);
  late.session = { token, doorKey: thief };
  await expect(late.vault()).rejects.toMatchObject({ code: 'signed-out' });
  late.session = { token, doorKey: await late.doorKey() };
  await late.vault();
});
