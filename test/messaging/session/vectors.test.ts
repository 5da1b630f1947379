import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { agree } from '../../../src/crypto/index.ts';
import { fromHex, toHex } from '../../../src/encoding/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { answerSession } from '../../../src/messaging/session/index.ts';
import type { OwnPreKeys, Party } from '../../../src/messaging/session/index.ts';
import { turnToSend } from '../../../src/messaging/session/send.ts';
import { readApart, setUpApart } from './apart.ts';
import type { Written } from './apart.ts';
import { Side } from './side.ts';

type Hex = Readonly<Record<string, string>>;
type Vectors = Written & { readonly session: Hex; readonly answer: Hex };

const vectors = JSON.parse(readFileSync(new URL('../../vectors/ratchet.json', import.meta.url), 'utf8')) as Vectors;
const { a, b, secretsOfB, setUp, session, arriving, turnOfB } = vectors;

const of = (from: Hex, name: string): Bytes => fromHex(from[name] ?? '');
const party = (from: Hex): Party => ({
  account: from['account'] ?? '',
  identity: of(from, 'identity'),
  device: from['device'] ?? '',
  agreement: of(from, 'agreement'),
});
const preKeys: OwnPreKeys = {
  agreement: { publicKey: of(b, 'agreement'), privateKey: of(secretsOfB, 'agreement') },
  signed: { publicKey: of(secretsOfB, 'signedPublic'), privateKey: of(secretsOfB, 'signed') },
  kem: { publicKey: of(secretsOfB, 'kemPublic'), seed: of(secretsOfB, 'kem') },
  oneTime: { publicKey: of(secretsOfB, 'oneTimePublic'), privateKey: of(secretsOfB, 'oneTime') },
};
const messages = arriving.map((each) => ({
  header: of(each, 'header'),
  block: of(each, 'block'),
  body: of(each, 'body'),
}));
const texts = arriving.map(({ text }) => text);

describe('the published session', () => {
  it('is set up to the same keys', async () => {
    const { associated, root, nextReceiving, nextSending } = await answerSession(party(b), party(a), preKeys, {
      ephemeral: of(setUp, 'ephemeral'),
      ciphertext: of(setUp, 'ciphertext'),
    });
    const made = { associated, root, headerA: nextReceiving, nextHeaderB: nextSending };
    expect(Object.fromEntries(Object.entries(made).map(([name, value]) => [name, toHex(value)]))).toEqual(session);
  });

  it('opens, over two turns, with one message that comes late', async () => {
    const bob = new Side(
      await answerSession(party(b), party(a), preKeys, {
        ephemeral: of(setUp, 'ephemeral'),
        ciphertext: of(setUp, 'ciphertext'),
      }),
    );
    const [second, third, late] = messages;
    expect(second && (await bob.hear(second))).toBe(texts[0]);
    const { peer } = bob.session;
    expect(peer).toBeDefined();
    const own = {
      agreement: { publicKey: of(turnOfB, 'agreementPublic'), privateKey: of(turnOfB, 'agreement') },
      kem: { publicKey: of(turnOfB, 'agreementPublic'), seed: of(turnOfB, 'kem') },
    };
    const dh = await agree(own.agreement.privateKey, peer?.agreement ?? new Uint8Array(32));
    const turn = { own, dh, kem: of(turnOfB, 'kemSecret'), ciphertext: of(turnOfB, 'ciphertext') };
    bob.session = turnToSend(bob.session, turn) ?? bob.session;
    expect(third && (await bob.hear(third))).toBe(texts[1]);
    expect(late && (await bob.hear(late))).toBe(texts[2]);
    expect(late && (await bob.hear(late))).toBeUndefined();
  });

  it('reads the same a second time, without our code', () => {
    const { root, headerA, nextHeaderB, associated } = setUpApart(vectors);
    const made = { associated, root, headerA, nextHeaderB };
    expect(Object.fromEntries(Object.entries(made).map(([name, value]) => [name, value?.toString('hex')]))).toEqual(
      session,
    );
    expect(readApart(vectors)).toEqual(texts);
  });
});
