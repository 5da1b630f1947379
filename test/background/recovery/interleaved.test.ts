import fc from 'fast-check';
import { expect, it } from 'vitest';
import { soon } from '../../sync/support/soon.ts';
import { patience, runs } from '../../support/runs.ts';
import { answers, HOUR, World } from './world.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

/*
 * Two browsers and a store as they are, with its clock in our hands: whoever asks and whoever owns do what they like in any order, either
 * browser dies in between, and the end is one of the states of protocol 7.1. Above all a veto and a change of the ways in hold, and
 * nobody ends up without a way.
 */

const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant('ask' as const) },
  { weight: 4, arbitrary: fc.constant('wait' as const) },
  { weight: 4, arbitrary: fc.constantFrom('answer' as const, 'answerWrong' as const) },
  { weight: 3, arbitrary: fc.constantFrom('veto' as const, 'password' as const, 'rotate' as const, 'signIn' as const) },
  { weight: 1, arbitrary: fc.constantFrom('cancel' as const, 'finish' as const) },
  { weight: 2, arbitrary: fc.constantFrom('killFresh' as const, 'killLaptop' as const) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

type State =
  | { readonly at: 'none' }
  | { readonly at: 'waiting'; readonly opensAt: number }
  | { readonly at: 'over'; readonly why: 'stopped' | 'replaced' | 'expired' }
  /** `in`: the former browser is, too. `finished`: it is not. */
  | { readonly at: 'in' | 'finished' };

class Run {
  readonly #world: World;
  #state: State = { at: 'none' };

  constructor(world: World) {
    this.#world = world;
  }

  static async begin(): Promise<Run> {
    return new Run(await World.make());
  }

  get #now(): number {
    return this.#world.person.store.clock.now();
  }

  get #isIn(): boolean {
    return this.#state.at === 'in' || this.#state.at === 'finished';
  }

  /** As the browser that asks is told. */
  get #told(): string {
    const state = this.#state;
    if (state.at !== 'waiting') return state.at;
    if (this.#now >= state.opensAt + 7 * 24 * HOUR) return 'over';
    return this.#now >= state.opensAt ? 'open' : 'waiting';
  }

  async take(one: Step): Promise<void> {
    const { laptop, fresh, person } = this.#world;
    if (one === 'wait') person.store.clock.forward(25 * HOUR);
    if (one === 'killLaptop') await laptop.restart();
    if (one === 'killFresh') await fresh.restart();
    if (one === 'ask' && !this.#isIn && this.#told !== 'waiting' && this.#told !== 'open') await this.#ask();
    if (one === 'answer' || one === 'answerWrong') await this.#answer(one === 'answer');
    if (one === 'cancel' && ['waiting', 'open'].includes(this.#told)) {
      await fresh.ask('recovery.ask.cancel', { ticket: await this.#world.entry() });
      this.#state = { at: 'none' };
    }
    if (['veto', 'password', 'rotate', 'signIn'].includes(one)) await this.#own(one);
    if (one === 'finish' && this.#state.at === 'in') await this.#finish();
    await this.#check();
  }

  async #ask(): Promise<void> {
    expect(await this.#world.open()).toMatchObject({ at: 'waiting' });
    this.#state = { at: 'waiting', opensAt: this.#now + 24 * HOUR };
  }

  async #answer(isRight: boolean): Promise<void> {
    if (this.#isIn || this.#state.at === 'none') return;
    const answering = this.#world.answer(isRight ? answers : answers.with(0, 'Thursday'));
    if (this.#told === 'open' && isRight) {
      await answering;
      this.#state = { at: 'in' };
      return;
    }
    await expect(answering).rejects.toThrow();
  }

  /** The owner, at the laptop. */
  async #own(what: Step): Promise<void> {
    if (this.#state.at === 'finished') return;
    const laptop = await this.#world.owner();
    const isLive = ['waiting', 'open'].includes(this.#told);
    if (what === 'veto') {
      const { open } = await laptop.ask('recovery.answers', {});
      expect(open).toHaveLength(isLive ? 1 : 0);
      for (const { recovery } of open) await laptop.ask('recovery.answers.veto', { recovery });
      if (isLive) this.#state = { at: 'over', why: 'stopped' };
    }
    if (what === 'password') {
      const password = `another one, at ${String(this.#now)}`;
      await laptop.ask('ways.changePassword', { password });
      this.#world.person.password = password;
      await laptop.settled();
      if (isLive) this.#state = { at: 'over', why: 'replaced' };
    }
    if (what === 'rotate') {
      await laptop.ask('devices.renewKeys', {});
      await laptop.settled();
    }
  }

  /** A new password with its second factor, and new keys without the laptop. */
  async #finish(): Promise<void> {
    const { fresh, laptop, person } = this.#world;
    await this.#unlockFresh();
    person.password = `after it, at ${String(this.#now)}`;
    await person.addPassword(fresh);
    expect(await fresh.ask('recovery.after.renew', {})).toEqual({ removed: 1 });
    await fresh.settled();
    await laptop.parts.store.start();
    laptop.parts.store.nudge();
    this.#state = { at: 'finished' };
  }

  /** By the password, which it has learnt with the vault, unless it is open. */
  async #unlockFresh(): Promise<void> {
    const { fresh, person } = this.#world;
    await fresh.ask('unlock.password', { password: person.password });
    await person.renew(fresh);
    await fresh.settled();
  }

  async #check(): Promise<void> {
    const { fresh } = this.#world;
    if (this.#isIn) {
      expect((await fresh.ask('status', {})).vault).not.toBe('none');
      return;
    }
    // Whoever isn't through has nothing, whatever was done.
    expect((await fresh.ask('status', {})).vault).toBe('none');
    const told = await this.#world.look();
    expect(told.at).toBe(this.#told);
    if (told.at !== 'over') return;
    expect(told.why).toBe(this.#state.at === 'over' ? this.#state.why : 'expired');
    // It is told once, and forgotten.
    this.#state = { at: 'none' };
  }

  /** No dead end: the browser that asks comes in, or is in; and a laptop that is out keeps what it has. */
  async end(): Promise<void> {
    const { fresh, laptop, person } = this.#world;
    if (!this.#isIn) {
      if (!['waiting', 'open'].includes(this.#told)) await this.#ask();
      person.store.clock.forward(25 * HOUR);
      await this.#answer(true);
    }
    if (this.#state.at !== 'finished') await this.#finish();
    expect(await fresh.titles()).toEqual(['Alarm code']);
    expect((await fresh.ask('devices.list', {})).map(({ name }) => name)).toEqual(['fresh']);
    await soon(async () => {
      await laptop.ask('unlock.password', { password: person.password }).catch(() => undefined);
      expect(await laptop.ask('status', {})).toMatchObject({ lock: 'locked', lockedBy: 'may-rejoin' });
    });
    this.#world.stop();
  }
}

it(
  'whatever owner and asker do, in any order and over restarts, ends in one of the allowed states',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 14 }), async (steps) => {
        const run = await Run.begin();
        for (const one of steps) await run.take(one);
        await run.end();
      }),
      { numRuns: runs(3), examples: [[['ask', 'wait', 'rotate', 'answer', 'password', 'finish']]], endOnFailure: true },
    );
  },
  patience(240_000),
);
