import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { DatabaseTakenError, DatabaseUnavailableError } from '../errors.ts';

/** How often a store says that it is there, how long one that says nothing keeps the database, and how often another one looks. */
const BEAT_MS = 1_000;
const SILENT_MS = 5_000;
const LOOK_MS = 250;

/** Who has the database, and how often it has said so. */
interface Standing {
  readonly node: string | null;
  readonly beats: number | null;
}

const tables = [
  'create table if not exists latchkey_holder (id bigint primary key, node text)',
  'create table if not exists latchkey_nodes (node text primary key, beats bigint not null)',
  'insert into latchkey_holder (id, node) values (1, null) on conflict do nothing',
];

/** Makes the tables that say which store has the database. */
export async function prepareHolder(client: Client): Promise<void> {
  for (const text of tables) await client.query(text);
}

/**
 * That one store alone has the database: what stores know of each other's sign-ins and listeners lies in their memory yet. A store says
 * every second that it is there; another one takes the database only from one that was silent for five, as it saw itself (no clocks are
 * compared). Each transaction looks whether the store still has it, so one that was away for long writes nothing any more.
 */
export class Holder {
  readonly #node = randomUUID();
  readonly #make: () => Client;
  #client: Promise<Client> | undefined;
  #beating: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #isLost = false;
  #isReleased = false;

  private constructor(make: () => Client) {
    this.#make = make;
  }

  /** Takes it, or throws DatabaseUnavailableError where another store has it. `make`: a connection that isn't open yet. */
  static async take(make: () => Client): Promise<Holder> {
    const holder = new Holder(make);
    try {
      await holder.#take();
    } catch (error) {
      void holder.#hangUp();
      throw error;
    }
    holder.#next();
    return holder;
  }

  /** What a transaction begins with: a row where this store still has it, and nobody takes it until the transaction is through. */
  get question(): string {
    return `select 1 from latchkey_holder where id = 1 and node = '${this.#node}' for share`;
  }

  /** Throws DatabaseTakenError once another store has it. */
  check(): void {
    if (this.#isLost) throw new DatabaseTakenError('another store has taken the database: this one works no more');
  }

  /** The question was answered by no row. Throws DatabaseTakenError. */
  lose(): void {
    this.#isLost = true;
    this.check();
  }

  /** Gives it back: the next store need not wait. */
  async release(): Promise<void> {
    this.#isReleased = true;
    clearTimeout(this.#timer);
    await this.#beating;
    await this.#say('update latchkey_holder set node = null where node = $1', [this.#node]).catch(() => undefined);
    await this.#hangUp();
  }

  async #take(): Promise<void> {
    const seen = await this.#standing();
    const since = performance.now();
    for (let now = seen; ; now = await this.#standing()) {
      const isSilent = performance.now() - since > SILENT_MS;
      if ((now.node === null || isSilent) && (await this.#takeFrom(now.node))) return;
      if (now.node !== null && (now.node !== seen.node || now.beats !== seen.beats)) {
        throw new DatabaseUnavailableError('LATCHKEY_DATABASE: another store runs with this database: stop it first');
      }
      await delay(LOOK_MS);
    }
  }

  async #standing(): Promise<Standing> {
    const text = `select h.node, n.beats from latchkey_holder h left join latchkey_nodes n on n.node = h.node where h.id = 1`;
    const [row] = await this.#say<Standing>(text);
    return row ?? { node: null, beats: null };
  }

  /** False: somebody else was faster. */
  async #takeFrom(node: string | null): Promise<boolean> {
    await this.#say('insert into latchkey_nodes (node, beats) values ($1, 0) on conflict do nothing', [this.#node]);
    const taken = 'update latchkey_holder set node = $1 where id = 1 and node is not distinct from $2 returning node';
    if ((await this.#say(taken, [this.#node, node])).length === 0) return false;
    await this.#say('delete from latchkey_nodes where node <> $1', [this.#node]);
    return true;
  }

  #next(): void {
    if (this.#isLost || this.#isReleased) return;
    this.#timer = setTimeout(() => {
      this.#beating = this.#beat().finally(() => this.#next());
    }, BEAT_MS);
    this.#timer.unref();
  }

  /** A database that is away for a moment gets the next one. */
  async #beat(): Promise<void> {
    const text = `update latchkey_nodes n set beats = beats + 1 from latchkey_holder h
      where h.id = 1 and h.node = n.node and n.node = $1 returning n.node`;
    const said = await this.#say(text, [this.#node]).catch(() => undefined);
    if (said?.length === 0) this.#isLost = true;
  }

  async #say<Row>(text: string, values: readonly (string | null)[] = []): Promise<readonly Row[]> {
    const asked = (this.#client ??= this.#connect());
    try {
      return (await (await asked).query(text, [...values])).rows as Row[];
    } catch (error) {
      // Not waited for: who is at the other end may be gone without a word.
      void this.#hangUp();
      throw error;
    }
  }

  async #connect(): Promise<Client> {
    const client = this.#make();
    // Whoever asks on it next is told.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  async #hangUp(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.then((one) => one.end()).catch(() => undefined);
  }
}
