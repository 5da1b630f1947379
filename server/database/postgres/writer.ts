import type { Client } from 'pg';
import type { Db } from '../database.ts';
import { DatabaseUnavailableError } from '../errors.ts';
import type { Transactions } from '../queue.ts';
import { isRepeated } from './errors.ts';
import type { Holder } from './holder.ts';

/**
 * Somebody's default may be faster and lose what was acknowledged: what is safer than `on` stays. And whose machine is gone in the middle
 * of a transaction keeps nobody waiting longer than this: in one, nobody waits for anything but the database.
 */
const SAFELY = [
  `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`,
  `select set_config('idle_in_transaction_session_timeout', '30s', false)`,
];

interface Connected {
  readonly client: Client;
  readonly db: Db;
}

/** The one connection that writes. One that broke is replaced when the next transaction begins. */
export class Writer implements Transactions {
  readonly #make: () => Client;
  readonly #over: (client: Client) => Db;
  readonly #holder: Holder | undefined;
  #connected: Connected | undefined;

  /** With a holder, each transaction begins by its question. */
  constructor(make: () => Client, over: (client: Client) => Db, holder?: Holder) {
    this.#make = make;
    this.#over = over;
    this.#holder = holder;
  }

  /** Of the transaction that is under way. */
  get db(): Db {
    return this.#now().db;
  }

  #now(): Connected {
    if (!this.#connected) throw new DatabaseUnavailableError('the connection to the database was lost');
    return this.#connected;
  }

  async connect(): Promise<void> {
    const client = this.#make();
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    await client.connect();
    for (const text of SAFELY) await client.query(text);
    this.#connected = { client, db: this.#over(client) };
  }

  #lost(client: Client): void {
    if (this.#connected?.client === client) this.#connected = undefined;
  }

  async #say(text: string): Promise<void> {
    await this.#now().client.query(text);
  }

  async begin(): Promise<void> {
    if (!this.#connected) await this.connect();
    try {
      await this.#say('begin isolation level serializable');
      await this.#requireHeld();
    } catch (error) {
      await this.rollback();
      throw error;
    }
  }

  async #requireHeld(): Promise<void> {
    if (!this.#holder) return;
    const { rowCount } = await this.#now().client.query(this.#holder.question);
    if (rowCount !== 1) this.#holder.lose();
  }

  commit(): Promise<void> {
    return this.#say('commit');
  }

  /** A connection on which even that fails is given up: the database rolls back by itself. */
  async rollback(): Promise<void> {
    const connected = this.#connected;
    if (!connected) return;
    await connected.client.query('rollback').catch(() => this.#giveUp(connected.client));
  }

  async #giveUp(client: Client): Promise<void> {
    this.#lost(client);
    await client.end().catch(() => undefined);
  }

  savepoint(): Promise<void> {
    return this.#say('savepoint job');
  }

  release(): Promise<void> {
    return this.#say('release savepoint job');
  }

  rollbackToSavepoint(): Promise<void> {
    return this.#say('rollback to savepoint job');
  }

  isRepeated(error: unknown): boolean {
    return isRepeated(error);
  }

  async close(): Promise<void> {
    const client = this.#connected?.client;
    this.#connected = undefined;
    await client?.end();
  }
}
