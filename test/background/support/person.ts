import type { Parts } from '../../../src/background/parts.ts';
import { fromBase32, fromBase64url, toBase64url } from '../../../src/encoding/index.ts';
import { sha256 } from '../../../src/crypto/index.ts';
import type { EntryState, InputOf, NoteFields, StoreStatus } from '../../../src/rpc/index.ts';
import type { Fetch } from '../../../src/sync/index.ts';
import { totpCode } from '../../../src/sync/index.ts';
import { TestAuthenticator } from '../../server/support/authenticator.ts';
import type { HeldStore } from '../../sync/support/app.ts';
import { holdStore } from '../../sync/support/app.ts';
import { soon } from '../../sync/support/soon.ts';
import { Life } from './memory.ts';
import { Machine } from './parts.ts';
import { windows } from './windows.ts';
import type { Ask } from './windows.ts';
import { inProcess } from '../../support/in-process.ts';

/** A browser of somebody, whose network the test may take away. */
export interface Browser {
  readonly machine: Machine;
  parts: Parts;
  ask: Ask;
  online: boolean;
  /** Its background is no more: it writes nothing from now on. */
  end(): void;
  /** Its background is stopped, and started by the next event. */
  restart(): Promise<void>;
  status(): Promise<StoreStatus>;
  /** Until everything is sent and followed. */
  settled(): Promise<void>;
  titles(): Promise<string[]>;
  note(title: string, body?: string): Promise<string>;
}

/** A person with as many browsers as they like, and a store that they know. */
export class Person {
  store: HeldStore;
  email: string;
  password = 'correct horse battery staple';
  phrase: string | undefined;
  codes: readonly string[] = [];
  secret = '';
  /** Between their browsers and the store. */
  fetch: Fetch = (url, init) => inProcess(this.store.app)(url, init);
  readonly #passkey = new TestAuthenticator();

  private constructor(store: HeldStore, email: string) {
    this.store = store;
    this.email = email;
  }

  static async arrive(email = 'ada@example.org', store?: HeldStore): Promise<Person> {
    return new Person(store ?? (await holdStore()), email);
  }

  get address(): string {
    return this.store.origin;
  }

  browser(machine = new Machine()): Browser {
    machine.clock = () => this.store.clock.now();
    let life = new Life();
    const parts = machine.background(life);
    const browser: Browser = {
      machine,
      parts,
      ask: windows(parts),
      online: true,
      end: () => {
        browser.parts.store.stop();
        // One that was stopped goes on with nothing.
        life.end();
      },
      restart: async () => {
        browser.end();
        life = new Life();
        browser.parts = machine.background(life);
        browser.ask = windows(browser.parts);
        await browser.parts.store.start();
      },
      status: () => browser.ask('account.status', {}),
      settled: () =>
        soon(async () => {
          const status = await browser.status();
          if (!status.connected || status.state.at !== 'idle' || status.unsent !== 0)
            throw new Error(JSON.stringify(status));
        }),
      titles: async () => {
        const { rows } = await browser.ask('items.search', { query: '', in: 'all', offset: 0, limit: 100 });
        return rows.map(({ title }) => title).toSorted();
      },
      note: async (title, body = '') => {
        const item: NoteFields = { kind: 'note', title, body, favourite: false, tags: [], folder: '', fields: [] };
        return (await browser.ask('items.save', { item: { ...item, tags: [] } })).id;
      },
    };
    machine.fetch = (url, init) => {
      if (!browser.online) return Promise.reject(new TypeError('no network'));
      return this.fetch(url, init);
    };
    return browser;
  }

  /** A browser with a vault at the store: by password and an authenticator app. */
  async settledBrowser(): Promise<Browser> {
    const browser = this.browser();
    await browser.ask('vault.create', { password: this.password, deviceName: 'first browser' });
    await this.signUp(browser);
    await browser.settled();
    return browser;
  }

  /** One more, of the same account. */
  async joinedBrowser(deviceName = 'second browser'): Promise<Browser> {
    const browser = this.browser();
    const { ticket } = await this.enterByPassword(browser);
    await browser.ask('signin.accept', { ticket, deviceName });
    await browser.settled();
    return browser;
  }

  async signUp(browser: Browser): Promise<void> {
    await browser.ask('account.signUp', await this.wish(browser));
  }

  /** What a sign-up asks for: as long as it is the same, it is the same sign-up. */
  async wish({ ask }: Browser): Promise<InputOf<'account.signUp'>> {
    const drawn = await ask('account.draw', { email: this.email });
    this.secret = drawn.secret;
    this.codes = drawn.backupCodes;
    return {
      kind: 'password',
      address: this.address,
      email: this.email,
      password: this.password,
      totp: { secret: drawn.secret, code: await this.code() },
      backupCodes: [...drawn.backupCodes],
    };
  }

  /** Another password in the place of the one before, with a new second factor. */
  async addPassword(browser: Browser): Promise<void> {
    const wish = await this.wish(browser);
    if (wish.kind !== 'password') throw new Error('another kind');
    const { email, password, totp, backupCodes } = wish;
    await browser.ask('account.password.add', { email, password, totp, backupCodes });
  }

  /** What the app shows now; a code is good once, so time goes on. */
  async code(): Promise<string> {
    this.store.clock.forward(30_000);
    return totpCode(fromBase32(this.secret.replaceAll(' ', '')), this.store.clock.now());
  }

  async addPhrase({ ask }: Browser): Promise<void> {
    const { phrase } = await ask('ways.drawPhrase', {});
    await ask('ways.addPhrase', { phrase, name: 'Phrase' });
    this.phrase = phrase;
  }

  async addPasskey({ ask }: Browser): Promise<void> {
    const { ticket } = await ask('passkey.start', { purpose: 'add', name: 'Key ring' });
    const { credential, spki } = this.#passkey;
    await ask('passkey.done', { ticket, credentialId: credential, publicKey: spki, prf: this.#prf() });
  }

  /** A key for the second factor alone. */
  async addSecurityKey({ ask }: Browser, key: TestAuthenticator): Promise<void> {
    const { ticket } = await ask('passkey.start', { purpose: 'key', name: 'blue key' });
    const job = await ask('passkey.job', { ticket });
    if (job.purpose !== 'key') throw new Error('another job');
    const { credential, ...registration } = key.make(fromBase64url(job.challenge));
    await ask('passkey.done', { ticket, credentialId: credential, registration });
  }

  /** Touches the passkey in the drill. */
  async tryPasskey({ ask }: Browser): Promise<void> {
    const way = (await ask('ways.list', {})).find(({ kind }) => kind === 'passkey')?.id ?? '';
    const { ticket } = await ask('passkey.start', { purpose: 'drill', way });
    await ask('passkey.done', { ticket, credentialId: this.#passkey.credential, prf: this.#prf() });
  }

  /** Signs in once more where that is asked for: a fresh proof, too. */
  async renew({ ask }: Browser): Promise<void> {
    const { ticket, purpose } = await ask('signin.start', {});
    if (purpose !== 'renew') throw new Error(`purpose ${purpose}`);
    await ask('signin.password', { ticket, password: this.password });
    await ask('signin.second', { ticket, kind: 'totp', code: await this.code(), password: this.password });
  }

  /** Signs in by password and app, or by a backup code. */
  async enterByPassword(
    { ask }: Browser,
    by: 'totp' | 'backup' = 'totp',
  ): Promise<{ ticket: string; state: EntryState }> {
    const { ticket } = await ask('signin.start', { address: this.address });
    await ask('signin.password', { ticket, email: this.email, password: this.password });
    const code = by === 'totp' ? await this.code() : (this.codes[0] ?? '');
    const state = await ask('signin.second', { ticket, kind: by, code, password: this.password });
    return { ticket, state };
  }

  async enterByPhrase({ ask }: Browser): Promise<{ ticket: string; state: EntryState }> {
    const { ticket } = await ask('signin.start', { address: this.address });
    return { ticket, state: await ask('signin.phrase', { ticket, phrase: this.phrase ?? '' }) };
  }

  async enterByPasskey({ ask }: Browser): Promise<{ ticket: string; state: EntryState }> {
    const { ticket } = await ask('signin.start', { address: this.address });
    const window = await ask('passkey.start', { purpose: 'signin', entry: ticket });
    const job = await ask('passkey.job', window);
    if (job.purpose !== 'signin') throw new Error('another job');
    const assertion = this.#passkey.answer(fromBase64url(job.challenge));
    await ask('passkey.done', { ...window, credentialId: this.#passkey.credential, prf: this.#prf(), assertion });
    const state = await soon(async () => {
      const now = await ask('signin.state', { ticket });
      if (now.at === 'pulling') throw new Error('still pulling');
      return now;
    });
    return { ticket, state };
  }

  #prf(): string {
    return toBase64url(sha256(this.#passkey.id));
  }
}
