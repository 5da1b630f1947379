import fc from 'fast-check';
import { expect, it } from 'vitest';
import { heldChannel, heldChannels, keysOf, removeChannel } from '../../../src/background/channels/held.ts';
import { Channels, ChannelTopics } from '../../../src/background/channels/index.ts';
import { sha256 } from '../../../src/crypto/index.ts';
import { fromBase64url, toBase64url, toHex } from '../../../src/encoding/index.ts';
import { currentKey } from '../../../src/messaging/index.ts';
import type { StoreClient } from '../../../src/sync/index.ts';
import { RefusedError, UnreachableError } from '../../../src/sync/index.ts';
import type { TopicAppend, TopicRead } from '../../../src/wire/index.ts';
import { patience, runs } from '../../support/runs.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

const words = 'oat-herring-quiver-lantern-seventh';
const origin = 'https://store.example';

/** How a store behaves once: it hides so many of the newest, loses what it is sent, or its answer. */
interface Fault {
  readonly hides: number;
  readonly loses: 'nothing' | 'announcement' | 'answer';
}
const honest: Fault = { hides: 0, loses: 'nothing' };

/** One topic, by the rules that `test/server/topics` shows of the real one, and the faults of a bad one. */
class Topic {
  readonly kept: string[] = [];
  fault = honest;

  /** What a client would be answered: topics need nothing else of it. */
  client(): StoreClient {
    const ask = (_: string, asked: TopicRead | TopicAppend): Promise<unknown> =>
      Promise.resolve().then(() => ('after' in asked ? this.#read(asked) : this.#append(asked)));
    return { origin, ask } as unknown as StoreClient;
  }

  #read({ after }: TopicRead): unknown {
    const told = this.kept.slice(0, Math.max(0, this.kept.length - this.fault.hides));
    const announcements = told.map((announcement, at) => ({ sequence: at + 1, announcement }));
    return { newest: told.length, announcements: announcements.slice(after, after + 128) };
  }

  #append({ previous, announcement }: TopicAppend): unknown {
    if (this.fault.loses === 'announcement') throw new UnreachableError();
    const newest = this.kept.at(-1);
    const wanted = newest === undefined ? new Uint8Array(32) : sha256(fromBase64url(newest));
    if (previous !== toBase64url(wanted)) throw new RefusedError({ code: 'conflict' });
    this.kept.push(announcement);
    if (this.fault.loses === 'answer') throw new UnreachableError();
    return { sequence: this.kept.length };
  }
}

/** Somebody in the channel: a real vault, and what the background makes of texts and of the topic. */
class Member {
  id = '';
  readonly #parts;
  readonly #topic: Topic;
  readonly #isThere: boolean;
  readonly channels: Channels;
  #topics: ChannelTopics;

  private constructor(machine: Machine, topic: Topic, isThere: boolean) {
    this.#parts = machine.background();
    this.#topic = topic;
    this.#isThere = isThere;
    // Nothing by itself: the property says when.
    const withHeard: ChannelTopics['withHeard'] = (held) => Promise.resolve(held);
    const topics = { glance: () => undefined, nudge: () => undefined, withHeard };
    this.channels = new Channels({ ...this.#parts, store: { web: this.#parts.store.web, place: this.#place }, topics });
    this.#topics = this.#begun();
  }

  static async arrive(topic: Topic, isThere: boolean): Promise<Member> {
    const member = new Member(new Machine(), topic, isThere);
    await windows(member.#parts)('vault.create', { password: 'a long enough password', deviceName: 'Test' });
    return member;
  }

  readonly #place = () => Promise.resolve(this.#isThere ? { origin, account: 'A'.repeat(22) } : undefined);

  #begun(): ChannelTopics {
    const client = () => Promise.resolve(this.#topic.client());
    return new ChannelTopics({ ...this.#parts, store: { place: this.#place, client } });
  }

  /** Its background is stopped: what it was told is told again. */
  restart(): void {
    this.#topics = this.#begun();
  }

  async sync(fault: Fault): Promise<void> {
    this.#topic.fault = fault;
    await this.#topics.sync(this.id).catch((error: unknown) => expect(error).toBeInstanceOf(UnreachableError));
    this.#topic.fault = honest;
  }

  /** Cleared browser data: what is left is the chat password, and one text in the page. */
  async comeBackBy(armored: string): Promise<void> {
    const vault = await this.#parts.session.messages();
    await removeChannel(vault, await heldChannel(vault, this.id));
    this.id = await this.channels.join({ armored, name: 'again', password: words });
  }

  async counts(): Promise<string> {
    const [held] = await heldChannels(await this.#parts.session.messages());
    return held ? toHex(currentKey(keysOf(held.channel)).hash) : '';
  }
}

const who = fc.nat({ max: 2 });
const fault = fc.record({
  hides: fc.oneof(fc.constant(0), fc.nat({ max: 3 })),
  loses: fc.constantFrom('nothing', 'nothing', 'announcement', 'answer'),
});
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('refresh' as const), who }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('write' as const), who }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('read' as const), who, which: fc.nat() }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('sync' as const), who, fault }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('lose' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('restart' as const), who }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('comeBack' as const), who, which: fc.nat() }) },
);

it(
  'three members end with one key and read every text, whatever is renewed, lost by store or page, withheld or forgotten',
  { timeout: patience(120_000) },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.boolean(), async (steps, isCarolThere) => {
        const topic = new Topic();
        const members = await Promise.all([true, true, isCarolThere].map((isThere) => Member.arrive(topic, isThere)));
        const [alice] = members as [Member, ...Member[]];
        const page: { readonly armored: string; readonly text: string }[] = [];
        const write = async ({ channels, id }: Member): Promise<void> => {
          const text = `text ${page.length}`;
          page.push({ text, armored: await channels.seal({ id, text }) });
        };
        const at = (which: number) => page[which % Math.max(1, page.length)];
        alice.id = await alice.channels.make({ name: 'House committee', password: words, atStore: true });
        await write(alice);
        const { armored: first } = page[0] ?? { armored: '' };
        for (const one of members.slice(1)) {
          one.id = await one.channels.join({ armored: first, name: 'House', password: words });
        }
        for (const one of steps) {
          const member = 'who' in one ? (members[one.who] ?? alice) : alice;
          const text = 'which' in one ? at(one.which) : undefined;
          if (one.does === 'refresh') await member.channels.refresh(member.id);
          else if (one.does === 'write') await write(member);
          else if (one.does === 'read' && text) await member.channels.read(text.armored);
          else if (one.does === 'sync') await member.sync(one.fault);
          else if (one.does === 'lose' && page.length > 0) page.splice(one.which % page.length, 1);
          else if (one.does === 'restart') member.restart();
          else if (one.does === 'comeBack' && text) await member.comeBackBy(text.armored);
        }
        const together = async (): Promise<void> => {
          for (let round = 0; round < 2; round += 1) for (const member of members) await member.sync(honest);
        };
        await together();
        // By the store alone those who are at it have one key.
        const there = isCarolThere ? members : members.slice(0, 2);
        const keys = await Promise.all(there.map((member) => member.counts()));
        expect(new Set(keys).size).toBe(1);
        for (const member of members) await write(member);
        for (const member of members) {
          for (const { armored, text } of page) {
            expect(await member.channels.read(armored)).toMatchObject({ kind: 'channel', text });
          }
        }
        const all = await Promise.all(members.map((member) => member.counts()));
        expect(new Set(all).size).toBe(1);
        await together();
        expect(await Promise.all(members.map((member) => member.counts()))).toEqual(all);
        expect(new Set(topic.kept).size).toBe(topic.kept.length);
        expect(new Set(topic.kept.map(({ length }) => length))).toEqual(new Set([198]));
      }),
      { numRuns: runs(15) },
    );
  },
);
