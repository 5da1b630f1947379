import type { NewWay, OpenVault, PendingJoin } from '../../../src/vault/index.ts';
import { newPasskeyWay, newPasswordWay, newPhraseWay, VaultKeeper } from '../../../src/vault/index.ts';
import { accessOfWays } from '../../../src/background/account/access.ts';
import { kdf, newPhrase, randomBytes } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { fromBase64url, toBase64url } from '../../../src/encoding/index.ts';
import { phraseSecret } from '../../../src/keys/index.ts';
import type { StoreClient } from '../../../src/sync/index.ts';
import {
  Exchange,
  finishPasskey,
  finishPassword,
  finishSignUp,
  lookupOf,
  newBackupCodes,
  provePassword,
  pullAll,
  signInByKey,
  startPasskey,
  startSignUp,
} from '../../../src/sync/index.ts';
import { asBackupCode } from '../../../src/typed/index.ts';
import { kinds } from '../../../src/items/index.ts';
import { TestAuthenticator } from '../../server/support/authenticator.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';
import { quickStretch } from '../../support/quick-stretch.ts';
import { newClient, cheapStretch } from '../../sync/support/parts.ts';
import { idOf, noteOf } from '../page/items.ts';

const email = 'ada@example.org';
const password = 'correct horse battery staple';

/** A person with a vault at a store, and what it takes to get in again. */
export class Account {
  readonly #origin: string;
  readonly #authenticator = new TestAuthenticator();
  readonly #phrase = newPhrase();
  readonly #codes: string[] = newBackupCodes();
  #id = '';

  private constructor(origin: string) {
    this.#origin = origin;
  }

  /** Signs up with a vault of `count` notes. */
  static async signUp(origin: string, count: number): Promise<Account> {
    const account = new Account(origin);
    await account.#signUp(count);
    return account;
  }

  get #keeper(): VaultKeeper {
    return new VaultKeeper(new MemoryDatabase(), Date.now, kinds.summarizeRecord);
  }

  async #ways(): Promise<NewWay[]> {
    const { id, spki } = this.#authenticator;
    return [
      await newPasswordWay(password, 'Password', quickStretch),
      newPhraseWay(this.#phrase, 'Phrase'),
      newPasskeyWay(randomBytes(32), { id, publicKey: fromBase64url(spki) }, 'Passkey'),
    ];
  }

  async #signUp(count: number): Promise<void> {
    const vault = await this.#keeper.create(await this.#ways(), 'Bench');
    const put = Array.from({ length: count }, (_, number) => {
      return { id: idOf(number), domain: 'notes' as const, body: noteOf(number) };
    });
    await vault.records.write({ put });
    this.#id = vault.account;
    const client = await this.#client();
    const start = await startSignUp(client, vault.account, { stretch: cheapStretch, password });
    const slot = vault.ways.list().find(({ kind }) => kind === 'password')?.id ?? '';
    const access = {
      ...accessOfWays(vault.ways.list()),
      lookup: toBase64url(lookupOf(email)),
      password: { slot, record: start.password?.record ?? '' },
      backupCodes: this.#codes.map(asBackupCode),
    };
    const { commit, head } = await vault.replica.connect(client.origin);
    await finishSignUp(client, start, { commit, head, sign: (message) => vault.replica.sign(message), access });
    await vault.replica.connected(commit);
    await new Exchange({ client, ...vault.replica.exchange({}) }, new AbortController().signal).round();
    vault.close();
  }

  /** Of a browser that the store has not seen. */
  #client(): Promise<StoreClient> {
    return newClient(this.#origin);
  }

  async byPhrase(): Promise<StoreClient> {
    const client = await this.#client();
    await signInByKey(client, kdf(phraseSecret(this.#phrase), 'slot/sign'));
    return client;
  }

  async byPasskey(): Promise<void> {
    const client = await this.#client();
    const ceremony = await startPasskey(client);
    await finishPasskey(client, ceremony, this.#authenticator.answer(fromBase64url(ceremony.challenge)));
  }

  /** By password and a backup code: ten times at most. */
  async byPassword(): Promise<void> {
    const client = await this.#client();
    const proof = await provePassword(client, cheapStretch, { email, password });
    if (!proof) throw new Error('the password was refused');
    await finishPassword(client, proof, { kind: 'backup', code: this.#codes.pop() ?? '' });
  }

  /** A new browser that has taken the vault, and what makes it and the store the same. */
  async enter(deviceName: string): Promise<{ readonly vault: OpenVault; readonly round: () => Promise<void> }> {
    const client = await this.byPhrase();
    const vault = await (await this.#open(client)).accept(deviceName);
    const exchange = new Exchange({ client, ...vault.replica.exchange({}) }, new AbortController().signal);
    await exchange.round();
    return { vault, round: () => exchange.round() };
  }

  /** A new browser: fetches, opens and verifies everything; as far as the question whether this is the vault. */
  async join(client: StoreClient): Promise<number> {
    const joining = await this.#open(client);
    joining.close();
    return joining.state.items;
  }

  async #open(client: StoreClient): Promise<PendingJoin> {
    const pulled = await pullAll(client, undefined);
    const keeper = this.#keeper;
    const way = (await keeper.waysIn(pulled.state?.slots ?? [])).find(({ kind }) => kind === 'phrase');
    const secret: Bytes = phraseSecret(this.#phrase);
    const joining = await keeper.join(this.#id, pulled, way?.id ?? '', secret);
    if (!joining) throw new Error('the vault did not open');
    return joining;
  }
}
