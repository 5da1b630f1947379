import type { TopicAnswer, TopicAppend, TopicNews, TopicRead } from '../../src/wire/index.ts';
import type { Asked } from '../http/index.ts';
import { Refusal, RequestRates } from '../http/index.ts';
import { append, sweepTopics } from './append.ts';
import type { Parts } from './parts.ts';
import { read } from './read.ts';

/** Announcements that everybody is told in a minute: of more, members hear when they ask. */
const MOST_TOLD_LIVE = 20;

/** The room's questions, each a file of its own. */
export class Topics {
  readonly #parts: Parts;
  readonly #rates: RequestRates<string>;
  readonly #live = new RequestRates<'all'>(MOST_TOLD_LIVE);

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#rates = new RequestRates(parts.settings.contactsPerMinute);
  }

  async append({ address, now }: Asked, asked: TopicAppend): Promise<{ sequence: number }> {
    this.#rates.take(address, now);
    const { sequence, isNew } = await append(this.#parts, { address, now }, asked);
    if (isNew) this.#tell({ announcement: asked.announcement }, now);
    return { sequence };
  }

  async read({ address, now }: Asked, asked: TopicRead): Promise<TopicAnswer> {
    this.#rates.take(address, now);
    return read(this.#parts, { address, now }, asked);
  }

  /** Forgets what is over; afterwards it is in no file. */
  async sweep(now: number): Promise<void> {
    await this.#parts.database.write((db) => sweepTopics(db, now), { forgets: true });
  }

  /** All get it, members or not: so nobody's listening tells the store who is one (protocol 8.9). */
  #tell(news: TopicNews, now: number): void {
    try {
      this.#live.take('all', now);
    } catch (error) {
      if (error instanceof Refusal) return;
      throw error;
    }
    this.#parts.told(news);
  }
}
