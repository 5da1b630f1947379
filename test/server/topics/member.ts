import { randomBytes, sha256 } from '../../../src/crypto/index.ts';
import type { KeyPair } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { bytes } from '../../../src/encoding/index.ts';
import { topicKey } from '../../../src/messaging/index.ts';
import type { StoreClient } from '../../../src/sync/index.ts';
import { appendToTopic, readTopic } from '../../../src/sync/index.ts';
import { refusal } from '../../support/refusal.ts';

export const NOTHING = bytes(32);
/** As long as announcements are; what is in them is nothing to a store. */
export const someAnnouncement = (): Bytes => randomBytes(148);

/** Somebody who has a channel's secret, at a store. */
export class Member {
  readonly client: StoreClient;
  readonly key: KeyPair;

  private constructor(client: StoreClient, key: KeyPair) {
    this.client = client;
    this.key = key;
  }

  static async of(client: StoreClient, secret: Bytes = randomBytes(32)): Promise<Member> {
    return new Member(client, await topicKey(secret));
  }

  read(after = 0) {
    return readTopic(this.client, this.key, after);
  }

  /** Answers what came of it. */
  async append(announcement: Bytes, previous?: Bytes): Promise<string> {
    const newest = previous ?? sha256Of((await this.read()).announcements.at(-1));
    return refusal(appendToTopic(this.client, this.key, newest, announcement));
  }

  /** So many, one behind the other, without looking what lies there. */
  async fill(count: number, previous: Bytes = NOTHING): Promise<Bytes[]> {
    const all: Bytes[] = [];
    for (let at = 0; at < count; at += 1) {
      const one = someAnnouncement();
      await appendToTopic(this.client, this.key, sha256Of(all.at(-1), previous), one);
      all.push(one);
    }
    return all;
  }
}

export function sha256Of(announcement: Bytes | undefined, nothing: Bytes = NOTHING): Bytes {
  return announcement ? sha256(announcement) : nothing;
}
