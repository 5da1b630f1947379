import { expect } from 'vitest';
import type { Id } from '../../../src/encoding/index.ts';
import type { AskingState } from '../../../src/rpc/index.ts';
import { letterTo } from '../../server/support/recovery.ts';
import { soon } from '../../sync/support/soon.ts';
import type { Browser } from '../support/person.ts';
import { Person } from '../support/person.ts';

export const HOUR = 3_600_000;
const questions = ['Whose boat never sailed?', 'Where did we get lost?', 'What stood on the shelf?'];
export const answers = ["Wednesday's Herring", 'behind the tannery at Ulm', 'Three Bélugas'];

/** A person with a laptop and answers, and a browser that has nothing and asks for their vault. */
export class World {
  readonly person: Person;
  readonly laptop: Browser;
  readonly fresh: Browser;

  private constructor(person: Person, laptop: Browser) {
    this.person = person;
    this.laptop = laptop;
    this.fresh = person.browser();
  }

  static async make(): Promise<World> {
    const person = await Person.arrive();
    const laptop = await person.settledBrowser();
    const world = new World(person, laptop);
    await laptop.note('Alarm code');
    await laptop.settled();
    await person.renew(laptop);
    const { ticket } = await laptop.ask('recovery.answers.mail', { email: person.email, language: 'en' });
    await laptop.ask('recovery.answers.set', { questions, answers, ticket, code: world.code });
    await laptop.settled();
    return world;
  }

  /** Of the newest mail. */
  get code(): string {
    return letterTo(this.person.store.mails, this.person.email).code;
  }

  /** A new entry of the fresh browser, as of one that was opened again. */
  async entry(): Promise<Id> {
    return (await this.fresh.ask('signin.start', { address: this.person.address })).ticket;
  }

  async look(): Promise<AskingState> {
    return this.fresh.ask('recovery.ask', { ticket: await this.entry() });
  }

  /** Asks anew, with the mailed code. */
  async open(): Promise<AskingState> {
    const { fresh, person } = this;
    const ticket = await this.entry();
    await fresh.ask('recovery.ask.open', { ticket, email: person.email, language: 'en', by: 'answers' });
    return fresh.ask('recovery.ask.code', { ticket, code: this.code });
  }

  /** Answers, and takes what is there. */
  async answer(given = answers): Promise<void> {
    const ticket = await this.entry();
    await this.fresh.ask('recovery.ask.answers', { ticket, answers: given });
    await this.accept(ticket);
  }

  async accept(ticket: Id): Promise<void> {
    const { fresh } = this;
    await soon(async () => expect(await fresh.ask('signin.state', { ticket })).toMatchObject({ at: 'preview' }));
    await fresh.ask('signin.accept', { ticket, deviceName: 'fresh' });
    await fresh.settled();
  }

  /** The laptop's owner is there: unlocked and signed in just now. */
  async owner(): Promise<Browser> {
    const { laptop, person } = this;
    await laptop.ask('unlock.password', { password: person.password });
    await person.renew(laptop);
    await laptop.settled();
    return laptop;
  }

  stop(): void {
    for (const { parts } of [this.laptop, this.fresh]) parts.store.stop();
  }
}
