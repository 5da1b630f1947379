import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SentLogin } from '../../../src/autofill/index.ts';
import type { KeptLogin } from '../../../src/background/save/decide.ts';
import { decide } from '../../../src/background/save/decide.ts';
import { runs } from '../../support/runs.ts';

const blank: SentLogin = { kind: 'login', username: '', accountId: '', currentPassword: '', newPassword: '' };
const sent = (parts: Partial<SentLogin>): SentLogin => ({ ...blank, ...parts });
const login = (id: string, parts: Partial<KeptLogin> = {}): KeptLogin => ({
  id,
  username: 'mira',
  accountId: '',
  password: 'old',
  ...parts,
});
const update = (id: string, ...others: string[]) => ({ do: 'update', id, others });

describe('what is offered for a login that was sent', () => {
  it.each([
    ['no password', sent({ username: 'mira' }), [login('a')], { do: 'nothing' }],
    ['a host without logins', sent({ username: 'mira', currentPassword: 'old' }), [], { do: 'new' }],
    ['the same', sent({ username: 'mira', currentPassword: 'old' }), [login('a')], { do: 'unchanged' }],
    [
      'the same name in capitals',
      sent({ username: 'Mira ', currentPassword: 'old' }),
      [login('a')],
      { do: 'unchanged' },
    ],
    ['another password', sent({ username: 'mira', currentPassword: 'new' }), [login('a')], update('a')],
    ['another name', sent({ username: 'jonas', currentPassword: 'old' }), [login('a')], { do: 'new' }],
    [
      'one of two',
      sent({ username: 'jonas', currentPassword: 'new' }),
      [login('a'), login('b', { username: 'jonas' })],
      update('b', 'a'),
    ],
    [
      'the exact name before one in capitals',
      sent({ username: 'Mira', currentPassword: 'new' }),
      [login('a'), login('b', { username: 'Mira' })],
      update('b', 'a'),
    ],
    ['no name, a known password', sent({ currentPassword: 'old' }), [login('a')], { do: 'unchanged' }],
    ['no name, another password', sent({ currentPassword: 'new' }), [login('a'), login('b')], update('a', 'b')],
    [
      'a login without a name',
      sent({ username: 'mira', currentPassword: 'old' }),
      [login('a', { username: '' })],
      update('a'),
    ],
    [
      'a change says whose it is by the old password',
      sent({ kind: 'change-password', currentPassword: 'old', newPassword: 'new' }),
      [login('a', { password: 'other' }), login('b')],
      update('b', 'a'),
    ],
    [
      'a change to what is kept already',
      sent({ kind: 'change-password', currentPassword: 'older', newPassword: 'old' }),
      [login('a')],
      { do: 'unchanged' },
    ],
    [
      'a change of nobody who is known',
      sent({ kind: 'change-password', username: 'jonas', currentPassword: 'old', newPassword: 'new' }),
      [login('a')],
      { do: 'new' },
    ],
    [
      'a reset without the old one',
      sent({ kind: 'change-password', newPassword: 'new' }),
      [login('a'), login('b')],
      update('a', 'b'),
    ],
    ['a sign-up', sent({ kind: 'sign-up', username: 'jonas', newPassword: 'new' }), [login('a')], { do: 'new' }],
    [
      'another account number',
      sent({ username: 'mira', accountId: '2', currentPassword: 'old' }),
      [login('a', { accountId: '1' })],
      { do: 'new' },
    ],
    [
      'the same account number',
      sent({ username: 'mira', accountId: '1', currentPassword: 'new' }),
      [login('a', { accountId: '1' })],
      update('a'),
    ],
  ] as const)('%s', (_, what, kept, decision) => {
    expect(decide(what, kept)).toEqual(decision);
  });
});

describe('any login that was sent', () => {
  const word = fc.constantFrom('', 'a', 'b', 'c');
  const what = fc.record<SentLogin>({
    kind: fc.constantFrom('login', 'sign-up', 'change-password'),
    username: word,
    accountId: word,
    currentPassword: word,
    newPassword: word,
  });
  const kept = fc
    .array(fc.record({ username: word, accountId: word, password: word }), { maxLength: 4 })
    .map((logins) => logins.map((one, at) => ({ ...one, id: String(at) })));

  it('is offered again by nobody once the offer was taken', () => {
    fc.assert(
      fc.property(what, kept, (one, logins) => {
        const decision = decide(one, logins);
        const { username, accountId } = one;
        const password = one.newPassword || one.currentPassword;
        const after =
          decision.do === 'new'
            ? [...logins, { id: 'new', username, accountId, password }]
            : logins.map((login) =>
                decision.do === 'update' && login.id === decision.id
                  ? {
                      ...login,
                      username: login.username || username,
                      accountId: login.accountId || accountId,
                      password,
                    }
                  : login,
              );
        expect(decide(one, after).do).toBe(password === '' ? 'nothing' : 'unchanged');
      }),
      { numRuns: runs(300) },
    );
  });

  it('updates a login of this host that differs in its password or lacks the name, and names every other one', () => {
    fc.assert(
      fc.property(what, kept, (one, logins) => {
        const decision = decide(one, logins);
        if (decision.do !== 'update') return;
        const target = logins.find(({ id }) => id === decision.id);
        expect(target?.password !== (one.newPassword || one.currentPassword) || target.username === '').toBe(true);
        expect([decision.id, ...decision.others].toSorted()).toEqual(logins.map(({ id }) => id));
      }),
      { numRuns: runs(300) },
    );
  });
});
