import { hostPattern } from '../../typed/index.ts';
import { openRequestKey, StoreClient } from '../../sync/index.ts';
import type { HeldSession } from '../../sync/index.ts';
import type { Context } from '../context/index.ts';
import { readReason } from '../context/index.ts';
import { SignedOutError, StorePermissionError } from './errors.ts';
import type { LinkedAccount } from './linked-account.ts';
import { readLinkedAccount } from './linked-account.ts';
import type { Web } from './ports.ts';
import { RotatedAwayError } from '../../vault/index.ts';

interface ClientsParts extends Pick<Context, 'clock' | 'local' | 'memory'> {
  readonly web: Web;
}

/** What keeps us from asking a store. */
export type Obstacle = SignedOutError | StorePermissionError | RotatedAwayError;

/** Where clients of stores come from. For the store of this vault always the same one, so that a new token is known to all. */
export class StoreClients {
  readonly #parts: ClientsParts;
  #ours: StoreClient | undefined;

  constructor(parts: ClientsParts) {
    this.#parts = parts;
  }

  /** How far the clock here is ahead of that of this vault's store (`StoreClient`); undefined where nobody knows. */
  get clockOff(): number | undefined {
    return this.#ours?.clockOff;
  }

  place(): Promise<LinkedAccount | undefined> {
    return readLinkedAccount(this.#parts.local);
  }

  /** What keeps us from asking there. */
  async obstacle({ origin, session }: LinkedAccount): Promise<Obstacle | undefined> {
    if (!session) return new SignedOutError();
    if (!(await this.#isPermitted(origin))) return new StorePermissionError();
    return (await readReason(this.#parts.memory)) === 'store-aside' ? new RotatedAwayError() : undefined;
  }

  /**
   * For asking the store of this vault. Throws SignedOutError, StorePermissionError; RotatedAwayError as long as a person
   * has left it aside.
   */
  async client(): Promise<StoreClient> {
    const place = await this.place();
    if (!place) throw new SignedOutError();
    const obstacle = await this.obstacle(place);
    if (obstacle) throw obstacle;
    return this.of(place);
  }

  /** For a store that this vault is not, or no longer, signed in at. Throws StorePermissionError. */
  async visit(origin: string): Promise<StoreClient> {
    if (!(await this.#isPermitted(origin))) throw new StorePermissionError();
    const place = await this.place();
    return place?.origin === origin ? this.of(place) : this.#open(origin);
  }

  async of({ origin, session }: LinkedAccount): Promise<StoreClient> {
    if (this.#ours?.origin !== origin || this.#ours.token !== session?.token) {
      this.#ours = await this.#open(origin, session);
    }
    return this.#ours;
  }

  /** This one is the vault's from now on; none: there is no session any more. */
  take(client: StoreClient | undefined): void {
    this.#ours = client;
  }

  #isPermitted(origin: string): Promise<boolean> {
    return this.#parts.web.permitted(hostPattern(origin));
  }

  async #open(origin: string, session?: HeldSession): Promise<StoreClient> {
    const { clock, web } = this.#parts;
    const parts = { origin, fetch: web.fetch, clock, key: await openRequestKey(web.shelf) };
    return new StoreClient(session === undefined ? parts : { ...parts, session });
  }
}
