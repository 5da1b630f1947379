import type { Bytes, Id } from '../../encoding/index.ts';
import { associate, fromId, toBase64url, toUtf8 } from '../../encoding/index.ts';
import type { MailAnswer, PreKeyState, TokenPut } from '../../wire/index.ts';
import { MOST_MAIL, readMailAnswer } from '../../wire/index.ts';
import type { StoreClient } from '../client/index.ts';
import { RefusedError } from '../client/index.ts';

/** Pre-keys that this device signed, encoded. */
export interface PreKeyUpload {
  readonly signed?: Bytes;
  readonly kem?: Bytes;
  /** At most 100. */
  readonly once?: readonly Bytes[];
  /** They take the place of all one-time keys that the store still has. */
  readonly anew?: true;
}

/** By what a device says that a session is its own, where the store doesn't know it by a commit. */
interface DeviceWord {
  readonly account: Id;
  /** A signature of the device's signing key, 64 bytes. */
  readonly sign: (message: Bytes) => Promise<Bytes>;
}

/** The mailbox of this device, its pre-keys and its account's tokens, at the own store. Every method throws as StoreClient's do. */
export class OwnMailbox {
  readonly #client: StoreClient;
  readonly #device: Id;
  /** Until it was said. */
  #word: DeviceWord | undefined;

  constructor(client: StoreClient, device: Id, word?: DeviceWord) {
    this.#client = client;
    this.#device = device;
    this.#word = word;
  }

  /** The oldest envelopes that wait, at most `limit` (50 at the most); and what the store has of pre-keys. */
  mail(limit = MOST_MAIL, signal?: AbortSignal): Promise<MailAnswer> {
    const query = new URLSearchParams({ device: this.#device, limit: String(limit) });
    return this.#asIts(() => this.#client.frames('mailbox', readMailAnswer, query, signal));
  }

  /** Pre-keys as the store has them, and how many one-time keys it wants: 0 while there are enough. */
  async preKeys(signal?: AbortSignal): Promise<PreKeyState> {
    return (await this.mail(0, signal)).preKeys;
  }

  /** These are kept here: the store forgets them. At most 50. */
  async acknowledge(ids: readonly Id[], signal?: AbortSignal): Promise<void> {
    await this.#asIts(() => this.#client.ask('mailboxAcknowledge', { device: this.#device, ids: [...ids] }, signal));
  }

  /** The same keys may be sent again. Throws RefusedError `author-refused` where the store doesn't list this device. */
  putPreKeys({ signed, kem, once = [], anew }: PreKeyUpload, signal?: AbortSignal): Promise<PreKeyState> {
    const upload = {
      device: this.#device,
      ...(signed ? { signed: toBase64url(signed) } : {}),
      ...(kem ? { kem: toBase64url(kem) } : {}),
      once: once.map(toBase64url),
      ...(anew ? { anew } : {}),
    };
    return this.#asIts(() => this.#client.ask('preKeysPut', upload, signal));
  }

  /** Refused, it may be that the store doesn't know yet whose session this is: the device says so, and asks once more. */
  async #asIts<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (!this.#word || !(error instanceof RefusedError && error.code === 'author-refused')) throw error;
      await this.#say(this.#word);
      this.#word = undefined;
      return ask();
    }
  }

  async #say({ account, sign }: DeviceWord): Promise<void> {
    const { origin, key } = this.#client;
    const message = associate('session/device', {
      origin: toUtf8(origin),
      account: fromId(account),
      device: fromId(this.#device),
      requestKey: key.publicKey,
    });
    const signature = toBase64url(await sign(message));
    await this.#client.ask('sessionDevice', { device: this.#device, signature });
  }

  /** The same token may be sent again. A delivery token takes the place of the one before. */
  async putToken(token: TokenPut, signal?: AbortSignal): Promise<void> {
    await this.#client.ask('tokenPut', token, signal);
  }

  /** `abused`: not even a request a day may come by it any more. */
  async revokeToken(token: Id, abused: boolean, signal?: AbortSignal): Promise<void> {
    await this.#client.ask('tokenRevoke', { token, abused }, signal);
  }
}
