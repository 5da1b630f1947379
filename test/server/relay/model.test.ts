import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '../../../src/crypto/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import { readBundle } from '../../../src/wire/index.ts';
import { inProcess } from '../../support/in-process.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';
import type { HeldStore } from '../../sync/support/app.ts';
import { holdStore } from '../../sync/support/app.ts';
import { Addressee, Writer } from '../../sync/support/mailbox.ts';
import { testEnvelope, testOnceKeys } from '../support/mail.ts';
import type { Outcome } from './token-model.ts';
import { TokenModel } from './token-model.ts';

/*
 * Any interleaving of fetches, deposits, answers that are lost, revocations, replacements, days and restarts, several at once: every
 * outcome is what the tokens are good for, no one-time key is handed out twice, and what was taken is there until it has arrived.
 */

const DAY = 86_400_000;
const TOKENS = 3;

type Step =
  | { readonly do: 'fetch' | 'deposit'; readonly token: number; readonly use: number; readonly times: number }
  | { readonly do: 'again'; readonly which: number }
  | { readonly do: 'revoke'; readonly token: number; readonly abused: boolean }
  | { readonly do: 'forward'; readonly hours: number }
  | { readonly do: 'replace' | 'restart' | 'keys' | 'empty' };

const asking = fc.record({
  do: fc.constantFrom('fetch' as const, 'deposit' as const),
  token: fc.nat(TOKENS - 1),
  use: fc.nat(2),
  times: fc.integer({ min: 1, max: 6 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 9, arbitrary: asking },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('again' as const), which: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('revoke' as const), token: fc.nat(1), abused: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('forward' as const), hours: fc.constantFrom(1, 12, 24, 24 * 8) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('replace' as const, 'restart' as const, 'keys' as const, 'empty' as const),
    }),
  },
);

/** A store that can be opened anew in its folder, at the hour that it is there. */
class Restarting {
  store: HeldStore;
  #hours = 0;

  constructor(store: HeldStore) {
    this.store = store;
  }

  readonly now = (): number => this.store.clock.now();
  readonly fetch = (url: string, init?: RequestInit): Promise<Response> => inProcess(this.store.app)(url, init);

  forward(hours: number): void {
    this.#hours += hours;
    this.store.clock.forward(hours * 3_600_000);
  }

  async restart(): Promise<void> {
    await this.store.close();
    this.store = await holdStore({}, this.store.folder);
    this.store.clock.forward(this.#hours * 3_600_000);
  }
}

interface Left {
  readonly token: TokenModel;
  readonly use: Id;
  readonly deposit: Id;
  readonly envelope: Bytes;
}

class Run {
  readonly #at: Restarting;
  readonly #bob: Addressee;
  readonly #writer: Writer;
  readonly #tokens: TokenModel[] = [];
  readonly #uses = [newId(), newId(), newId()];
  readonly #handed = new Set<Id>();
  /** What was left, by its deposit, and by what kind of token. */
  readonly #taken = new Map<Id, string>();
  readonly #left: Left[] = [];
  readonly #arrived = new Set<Id>();

  private constructor(at: Restarting, bob: Addressee) {
    this.#at = at;
    this.#bob = bob;
    this.#writer = new Writer({ fetch: at.fetch });
  }

  static async begin(): Promise<Run> {
    const at = new Restarting(await holdStore());
    const run = new Run(at, await Addressee.at(await at.store.newClient({ fetch: at.fetch, clock: at.now })));
    await run.#bob.bringKeys(4);
    for (let count = 1; count < TOKENS; count += 1) {
      const until = at.now() + 2 * DAY;
      const { token } = await run.#bob.invite(count, until);
      run.#tokens.push(new TokenModel(token, 'invitation', count, until));
    }
    run.#tokens.push(new TokenModel((await run.#bob.accept()).token, 'delivery'));
    return run;
  }

  async take(one: Step): Promise<void> {
    if (one.do === 'forward') this.#at.forward(one.hours);
    else await this.#asks(one);
  }

  #asks(one: Exclude<Step, { do: 'forward' }>): Promise<void> {
    if (one.do === 'fetch') return this.#fetch(this.#token(one.token), this.#use(one.use), one.times);
    if (one.do === 'deposit') return this.#deposit(this.#token(one.token), this.#use(one.use), one.times);
    if (one.do === 'again') return this.#again(one.which);
    if (one.do === 'revoke') return this.#revoke(this.#token(one.token), one.abused);
    if (one.do === 'restart') return this.#at.restart();
    if (one.do === 'replace') return this.#replace();
    return one.do === 'keys' ? this.#bringKeys() : this.#empty();
  }

  #token(place: number): TokenModel {
    const token = this.#tokens[place];
    if (!token) throw new Error('no such token');
    return token;
  }

  #use(place: number): Id {
    return this.#uses[place] ?? '';
  }

  #holding({ token, kind }: TokenModel, use: Id) {
    const { client, person } = this.#bob;
    return { store: client.origin, account: person.account, token, ...(kind === 'invitation' ? { use } : {}) };
  }

  async #fetch(token: TokenModel, use: Id, times: number): Promise<void> {
    const expected = Array.from({ length: times }, () => token.fetch(use, this.#at.now()));
    const asked = expected.map(() => this.#fetchOnce(token, use));
    expect((await Promise.all(asked)).sort()).toEqual(expected.sort());
  }

  async #fetchOnce(token: TokenModel, use: Id): Promise<Outcome> {
    const asked = this.#writer.client.bundles(this.#holding(token, use), 1);
    const outcome = await refusal(asked);
    if (outcome !== 'taken') return outcome as Outcome;
    const { bundles } = await asked;
    expect(bundles).toHaveLength(1);
    for (const { once } of bundles.map(readBundle)) {
      if (!once) continue;
      expect(this.#handed).not.toContain(once.value.id);
      this.#handed.add(once.value.id);
    }
    return outcome;
  }

  /** Several at once: which of them are taken is the store's to say, how many is not. */
  async #deposit(token: TokenModel, use: Id, times: number): Promise<void> {
    // What is asked for below must hold all that waits.
    if (this.#left.length - this.#arrived.size > 40) await this.#empty();
    const expected = Array.from({ length: times }, () => token.deposit(use, this.#at.now()));
    const left = expected.map(() => ({ token, use, deposit: newId(), envelope: testEnvelope() }));
    const refused = await Promise.all(left.map((one) => this.#leave(one)));
    const before = new Set(this.#taken.keys());
    for (const { id, by } of (await this.#bob.own.mail()).mail) if (!before.has(id)) this.#taken.set(id, by);
    const came = left.map(({ deposit }, place) => this.#taken.get(deposit) ?? refused[place]);
    expect(came.sort()).toEqual(expected.sort());
    this.#left.push(...left.filter(({ deposit }) => this.#taken.has(deposit)));
  }

  /** Undefined: taken. */
  async #leave({ token, use, deposit, envelope }: Left): Promise<string | undefined> {
    const outcome = await this.#writer.leave(this.#holding(token, use), this.#bob.device.id, envelope, deposit);
    return outcome === envelope ? undefined : String(outcome);
  }

  /** Its answer was lost: it is answered as it was, whatever has become of envelope and token since. */
  async #again(which: number): Promise<void> {
    const left = this.#left[which % Math.max(1, this.#left.length)];
    if (left) expect(await this.#leave(left)).toBeUndefined();
  }

  async #revoke(token: TokenModel, abused: boolean): Promise<void> {
    await this.#bob.own.revokeToken(token.token, abused);
    token.standing = abused ? 'abused' : 'former';
  }

  async #replace(): Promise<void> {
    this.#token(TOKENS - 1).standing = 'former';
    this.#tokens[TOKENS - 1] = new TokenModel((await this.#bob.accept()).token, 'delivery');
  }

  async #bringKeys(): Promise<void> {
    const { once } = await this.#bob.own.preKeys();
    if (once < 90) await this.#bob.own.putPreKeys({ once: await testOnceKeys(this.#bob.device, 2) });
  }

  /** Everything that waits was left and taken, and nothing that was taken is missing. */
  async #empty(): Promise<void> {
    const { mail, more } = await this.#bob.own.mail();
    const known = new Map(this.#left.map(({ deposit, envelope }) => [deposit, envelope]));
    for (const { id, envelope } of mail) expect(known.get(id)).toEqual(envelope);
    const waiting = this.#left.filter(({ deposit }) => !this.#arrived.has(deposit));
    if (!more) expect(mail).toHaveLength(waiting.length);
    if (mail.length === 0) return;
    await this.#bob.own.acknowledge(mail.map(({ id }) => id));
    for (const { id } of mail) this.#arrived.add(id);
  }

  end(): Promise<void> {
    return this.#empty();
  }
}

test(
  'no interleaving takes more of a token than it is good for, or loses what was taken',
  { timeout: runs(120_000) },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 24 }), async (steps) => {
        const run = await Run.begin();
        for (const one of steps) await run.take(one);
        await run.end();
      }),
      { numRuns: runs(8), seed: 14 },
    );
  },
);
