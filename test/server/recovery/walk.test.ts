import { expect, test } from 'vitest';
import { endpoints } from '../../../src/wire/index.ts';
import { codeOf, read } from '../support/client.ts';
import { Asker, DAY, EscrowOwner, answers, letterTo, questions } from '../support/recovery.ts';
import { openStore } from '../support/store.ts';

test('answers, a mailbox and a day of waiting are a way back', async () => {
  const store = await openStore();
  const owner = await EscrowOwner.at(store);
  expect(await owner.recoveries()).toEqual({ escrow: null, trustees: null, organisation: null, open: [] });
  expect(codeOf(await owner.setUp())).toBeUndefined();
  expect(await owner.recoveries()).toEqual({
    escrow: { slot: owner.slot, left: 30, drills: 3 },
    trustees: null,
    organisation: null,
    open: [],
  });

  const asker = await Asker.open(owner.store, owner.address);
  expect(await asker.look()).toEqual({ state: 'asked' });
  const waiting = read(await asker.code(), endpoints.recoveryCode.answer);
  const opensAt = waiting.state === 'waiting' ? waiting.opensAt : 0;
  expect(opensAt - store.clock.now()).toBeGreaterThan(DAY - 60_000);
  expect(waiting).toMatchObject({ state: 'waiting', questions });
  expect(waiting).not.toHaveProperty('box');
  expect((await owner.recoveries()).open).toEqual([
    { recovery: asker.recovery, by: 'answers', since: opensAt - DAY, opensAt, until: opensAt + 7 * DAY },
  ]);
  // Not a second too early.
  store.clock.forward(opensAt - store.clock.now() - 5_000);
  expect(await asker.look()).toMatchObject({ state: 'waiting' });
  store.clock.forward(5_000);
  expect(await asker.look()).toMatchObject({ state: 'open', left: 10 });

  expect(await asker.try(answers.with(2, 'Carol'))).toBeNull();
  const secret = await asker.try();
  expect(secret).toEqual(owner.escrow.secret);
  expect(await asker.look()).toMatchObject({ state: 'open', left: 8 });
  expect(codeOf(await asker.signIn(owner.escrow.secret))).toBeUndefined();
  const { sessions } = read(
    await asker.client.call(endpoints.sessions.path, {}, owner.time),
    endpoints.sessions.answer,
  );
  expect(sessions.map(({ how }) => how).sort()).toEqual(['recovery', 'signup']);
});

test('a mail holds no more than it must, and the log holds none of it', async () => {
  const store = await openStore();
  const owner = await EscrowOwner.at(store);
  await owner.setUp();
  await Asker.open(owner.store, owner.address);
  const { code, stop } = letterTo(store.mails, owner.address);
  expect(code).toMatch(/^[A-Z2-7]{8}$/);
  expect(stop).toMatch(/^http:\/\/localhost:8787\/recovery\/stop\?language=en&token=[\w-]{43}$/);
  const logged = store.logged.join('');
  for (const secret of [owner.address, code, stop.slice(-43), owner.person.account])
    expect(logged).not.toContain(secret);
});
