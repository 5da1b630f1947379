import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oprfBlind, randomBytes } from '../../../src/crypto/index.ts';
import type { RecoveryState } from '../../../src/wire/index.ts';
import { runs } from '../../support/runs.ts';
import { codeOf } from '../support/client.ts';
import { testSlot } from '../support/device.ts';
import { Folder } from '../support/folder.ts';
import { Asker, DAY, EscrowOwner, answers } from '../support/recovery.ts';

/*
 * Any interleaving of opening, codes, waiting, vetoes, evaluations, sign-ins, changes of the ways in and restarts: what may happen is
 * told by a model of a few lines, and the store does exactly that. Above all nobody signs in by an escrow outside an open recovery past
 * its wait, and no evaluation is given uncounted.
 */

const HOUR = 3_600_000;
const WAIT = 24 * HOUR;
const OPEN = 7 * DAY;

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('open' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('code' as const), right: fc.boolean() }) },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constantFrom('evaluate' as const, 'signin' as const, 'veto' as const, 'press' as const, 'cancel' as const),
      which: fc.nat(4),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('forward' as const), hours: fc.constantFrom(1, 23, 24, 24 * 6) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('restart' as const, 'change' as const, 'renew' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** One recovery as it must be. */
interface Model {
  readonly asker: Asker;
  readonly stop: string;
  readonly codeUntil: number;
  tries: number;
  opensAt?: number;
  over: Extract<RecoveryState, { state: 'over' }>['why'] | undefined;
  used: number;
  /** Its escrow was replaced: it goes on with nothing. */
  isOrphan: boolean;
}

class Run {
  readonly #folder: Folder;
  readonly #owner: EscrowOwner;
  readonly #all: Model[] = [];
  #now = 0;
  /** Times of evaluations of the present escrow. */
  #given = 0;
  #signedInAt = 0;

  private constructor(folder: Folder, owner: EscrowOwner) {
    this.#folder = folder;
    this.#owner = owner;
  }

  static async begin(): Promise<Run> {
    const folder = await Folder.make();
    const owner = await EscrowOwner.at(folder.store);
    expect(codeOf(await owner.setUp())).toBeUndefined();
    return new Run(folder, owner);
  }

  async take(one: Step): Promise<void> {
    if (one.do === 'forward') this.#forward(one.hours * HOUR);
    else if (one.do === 'open') await this.#open();
    else if (one.do === 'code') await this.#code(one.right);
    else if ('which' in one) await this.#at(one.do, one.which);
    else await this.#whole(one.do);
    await this.#check();
  }

  #forward(milliseconds: number): void {
    this.#now += milliseconds;
    this.#folder.forward(milliseconds);
  }

  async #open(): Promise<void> {
    const asker = await Asker.open(this.#folder.store, this.#owner.address);
    const letter = this.#folder.store.mails.at(-1) ?? '';
    const stop = /http\S+/.exec(letter)?.[0] ?? '';
    const codeUntil = this.#now + HOUR / 2;
    this.#all.push({ asker, stop, codeUntil, tries: 0, over: undefined, used: 0, isOrphan: false });
  }

  /** The newest one: its code is in the newest letter. */
  async #code(right: boolean): Promise<void> {
    const one = this.#all.at(-1);
    if (!one) return;
    const answer = codeOf(await (right ? one.asker.code() : one.asker.code('AAAAAAAA')));
    if (one.opensAt !== undefined) {
      expect(answer).toBe(right && one.over === undefined && !one.isOrphan ? undefined : 'code-refused');
      return;
    }
    const isAwaited = one.over === undefined && one.tries < 5 && this.#now < one.codeUntil;
    if (!isAwaited || !right) {
      if (isAwaited) one.tries += 1;
      expect(answer).toBe('code-refused');
      return;
    }
    const isFull = this.#all.filter((other) => ['waiting', 'open'].includes(this.#state(other))).length >= 3;
    expect(answer).toBe(isFull ? 'recovery-full' : undefined);
    if (!isFull) one.opensAt = this.#now + WAIT;
  }

  #state({ over, opensAt }: Model): RecoveryState['state'] {
    if (over !== undefined) return 'over';
    if (opensAt === undefined) return 'asked';
    if (this.#now >= opensAt + OPEN) return 'over';
    return this.#now >= opensAt ? 'open' : 'waiting';
  }

  async #at(what: 'evaluate' | 'signin' | 'veto' | 'press' | 'cancel', which: number): Promise<void> {
    const one = this.#all.at(-1 - which);
    if (!one) return;
    if (what === 'evaluate') await this.#evaluate(one);
    else if (what === 'signin') await this.#signIn(one);
    else await this.#end(what, one);
  }

  async #evaluate(one: Model): Promise<void> {
    const answer = codeOf(await one.asker.evaluate(oprfBlind(randomBytes(32)).blinded));
    const state = this.#state(one);
    if (state !== 'open') {
      expect(answer).toBe(state === 'waiting' ? 'recovery-waiting' : 'recovery-refused');
      return;
    }
    const hasLeft = one.used < 10 && this.#given < 30;
    expect(answer).toBe(hasLeft ? undefined : 'recovery-spent');
    if (!hasLeft) return;
    one.used += 1;
    this.#given += 1;
  }

  async #signIn(one: Model): Promise<void> {
    const answer = codeOf(await one.asker.signIn(this.#owner.escrow.secret));
    const isOpen = this.#state(one) === 'open';
    expect(answer).toBe(isOpen ? undefined : 'signin-refused');
    if (isOpen) this.#replace((other) => other !== one);
  }

  #replace(which: (one: Model) => boolean): void {
    for (const one of this.#all) if (which(one) && this.#state(one) !== 'over') one.over = 'replaced';
  }

  async #end(what: 'veto' | 'press' | 'cancel', one: Model): Promise<void> {
    const isLive = this.#state(one) !== 'over';
    if (what === 'press') expect(await one.asker.press(one.stop)).toContain(isLive ? 'Stopped' : 'Nothing to stop');
    else
      expect(
        codeOf(await (what === 'veto' ? this.#owner.veto(one.asker.recovery) : one.asker.cancel())),
      ).toBeUndefined();
    if (isLive) one.over = what === 'cancel' ? 'cancelled' : 'stopped';
  }

  async #whole(what: 'restart' | 'change' | 'renew'): Promise<void> {
    if (what === 'restart') return this.#folder.reopen();
    if (this.#now - this.#signedInAt > HOUR / 15 || this.#signedInAt === 0) {
      expect(codeOf(await this.#owner.person.signInByPhrase(this.#owner.client))).toBeUndefined();
      this.#signedInAt = Math.max(1, this.#now);
    }
    if (what === 'renew') {
      expect(codeOf(await this.#owner.setUp())).toBeUndefined();
      this.#given = 0;
      this.#replace(() => true);
      for (const one of this.#all) one.isOrphan = true;
      return undefined;
    }
    const { signKeys } = this.#owner.person.access({ phrase: true });
    const changed = await this.#owner.commitSlots([testSlot('escrow', this.#owner.slot)], { signKeys });
    expect(codeOf(changed)).toBeUndefined();
    this.#replace(() => true);
    return undefined;
  }

  /** Everybody is told what is so. */
  async #check(): Promise<void> {
    for (const one of this.#all.slice(-5)) {
      const told = await one.asker.look();
      const state = this.#state(one);
      expect(told.state).toBe(state);
      if (told.state === 'over') expect(told.why).toBe(one.over ?? 'expired');
      if (told.state === 'open') expect(told.left).toBe(Math.min(10 - one.used, 30 - this.#given));
    }
    // Whoever has answers and mailbox, and isn't past the wait or was stopped, is nobody.
    for (const one of this.#all.slice(-3)) {
      if (this.#state(one) === 'open') continue;
      expect(codeOf(await one.asker.signIn(this.#owner.escrow.secret))).toBe('signin-refused');
    }
    const open = this.#all.filter((one) => ['waiting', 'open'].includes(this.#state(one)));
    const { open: listed } = await this.#owner.recoveries();
    expect(listed.map(({ recovery }) => recovery)).toEqual(open.map(({ asker }) => asker.recovery));
  }

  /** Whatever happened: who has mailbox and answers, waits, and is not stopped gets in. */
  async end(): Promise<void> {
    for (const one of this.#all) if (this.#state(one) !== 'over') await this.#end('cancel', one);
    await this.#open();
    await this.#code(true);
    this.#forward(WAIT);
    const last = this.#all.at(-1);
    if (!last || this.#given >= 30) return;
    const secret = await last.asker.try(answers);
    expect(secret).toEqual(this.#owner.escrow.secret);
    expect(codeOf(await last.asker.signIn(this.#owner.escrow.secret))).toBeUndefined();
  }
}

test('any order of what everybody may do ends in what is allowed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), async (steps) => {
      const run = await Run.begin();
      for (const one of steps) await run.take(one);
      await run.end();
    }),
    { numRuns: runs(8) },
  );
}, 240_000);
