import type { TopicAnswer, TopicAppend, TopicRead } from '../../src/wire/index.ts';
import type { Asked } from '../http/index.ts';
import { RequestRates } from '../http/index.ts';
import { append, sweepTopics } from './append.ts';
import type { Parts } from './parts.ts';
import { read } from './read.ts';

/** The room's questions, each a file of its own. */
export class Topics {
  readonly #parts: Parts;
  readonly #rates: RequestRates<string>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#rates = new RequestRates(parts.settings.contactsPerMinute);
  }

  async append({ address, now }: Asked, asked: TopicAppend): Promise<{ sequence: number }> {
    this.#rates.take(address, now);
    return append(this.#parts, { address, now }, asked);
  }

  async read({ address, now }: Asked, asked: TopicRead): Promise<TopicAnswer> {
    this.#rates.take(address, now);
    return read(this.#parts, { address, now }, asked);
  }

  /** Forgets what is over; afterwards it is in no file. */
  async sweep(now: number): Promise<void> {
    await this.#parts.database.write((db) => sweepTopics(db, now), { forgets: true });
  }
}
