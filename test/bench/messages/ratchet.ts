import { gcm } from '@noble/ciphers/aes.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import {
  agree,
  agreementKeyPair,
  mlkemDecapsulate,
  mlkemEncapsulate,
  mlkemKeyPair,
} from '../../../src/crypto/index.ts';
import { locate, prepareReceiving, prepareSending, receive, send } from '../../../src/messaging/session/index.ts';
import type { RatchetMessage } from '../../../src/messaging/session/index.ts';
import { medians } from '../page/measure.ts';
import { openpgpPair } from '../peers/openpgp.ts';
import type { Row } from '../table.ts';
import { plain, saidBy, settled, signals, some, text } from './pairs.ts';

const STEPS = 100;
const [TIMES, WARM] = [9, 3];

/** What no step can do without: two HMACs, a header and a body sealed. */
function bareStep(seal: boolean): () => void {
  const [key, header, body, ad] = [some(32), some(40), some(200), some(100)];
  const nonce = some(12);
  const opened = { header: gcm(key, nonce, ad).encrypt(header), body: gcm(key, nonce, ad).encrypt(body) };
  return () => {
    hmac(sha256, key, Uint8Array.of(1));
    hmac(sha256, key, Uint8Array.of(2));
    for (const part of ['header', 'body'] as const) {
      const cipher = gcm(key, nonce, ad);
      if (seal) cipher.encrypt(part === 'header' ? header : body);
      else cipher.decrypt(opened[part]);
    }
  };
}

/** Steps within a chain. */
export async function chainRows(): Promise<Row[]> {
  const { alice, bob } = await settled();
  const [a, b] = await signals();
  const pgp = await openpgpPair(text);
  const armored = await pgp.encrypt();
  const [seal, open] = [bareStep(true), bareStep(false)];
  const many = (step: () => unknown) => async (): Promise<void> => {
    for (let i = 0; i < STEPS; i += 1) await step();
  };
  let sending = alice.session;
  const said: RatchetMessage[] = [];
  const encrypting = await medians(
    {
      ours: () => {
        for (let i = 0; i < STEPS; i += 1) ({ session: sending } = saidBy(sending));
      },
      bare: () => {
        for (let i = 0; i < STEPS; i += 1) seal();
      },
      signal: many(() => a.encrypt(plain, b)),
      pgp: many(() => pgp.encrypt()),
    },
    TIMES,
    WARM,
  );
  let from = alice.copy().session;
  let receiving = bob.session;
  const hear = (message: RatchetMessage): void => {
    const place = locate(receiving, message);
    const heard = place && receive(receiving, message, { place, turn: undefined, now: 1 });
    if (!heard) throw new Error('not understood');
    receiving = heard.session;
  };
  const [c, d] = await signals();
  const decrypting = await medians(
    {
      ours: {
        before: () => {
          said.length = 0;
          for (let i = 0; i < STEPS; i += 1) {
            const one = saidBy(from);
            from = one.session;
            said.push(one.message);
          }
          return Promise.resolve(() => said.forEach(hear));
        },
      },
      bare: () => {
        for (let i = 0; i < STEPS; i += 1) open();
      },
      signal: {
        before: async () => {
          const sent: Awaited<ReturnType<typeof c.encrypt>>[] = [];
          for (let i = 0; i < STEPS; i += 1) sent.push(await c.encrypt(plain, d));
          return async () => {
            for (const one of sent) await d.decrypt(one, c);
          };
        },
      },
      pgp: many(() => pgp.decrypt(armored)),
    },
    TIMES,
    WARM,
  );
  const rowOf = (work: string, { ours, bare, signal, pgp: openPgp }: typeof encrypting): Row => {
    const each = (ms: number): number => (ms / STEPS) * 1_000;
    return {
      work: `Ratchet step and text of 200 bytes, within a chain, ${work}`,
      unit: 'µs',
      ours: each(ours),
      peers: { libsignal: each(signal), 'OpenPGP.js 5, signed': each(openPgp) },
      limit: { what: 'bare noble step', figure: each(bare) },
      goal: '<= 1.5 x bare, <= 0.25 x libsignal, <= 0.01 x OpenPGP.js',
      reached: ours <= 1.5 * bare && ours <= 0.25 * signal && ours <= 0.01 * openPgp,
    };
  };
  return [rowOf('encrypt', encrypting), rowOf('decrypt', decrypting)];
}

/** Both sides of one turn: from a text to be sent to the text read. */
export async function turnRow(): Promise<Row> {
  const { alice, bob } = await settled();
  const sides = [alice, bob];
  const [a, b] = await signals();
  const peers = [a, b];
  const { publicKey, seed } = await mlkemKeyPair();
  const other = await agreementKeyPair();
  const { ours, bare, signal } = await medians(
    {
      ours: async () => {
        const [from, to] = sides.reverse();
        const before = from?.session;
        const turned = before && send(before, plain, await prepareSending(before));
        const place = to && turned && locate(to.session, turned.message);
        if (!from || !place || place.at !== 'turn') throw new Error('no turn');
        from.session = turned.session;
        const turn = await prepareReceiving(to.session, place);
        const heard = receive(to.session, turned.message, { place, turn, now: 1 });
        if (!heard) throw new Error('not understood');
        to.session = heard.session;
      },
      bare: async () => {
        const [own] = [await agreementKeyPair(), await mlkemKeyPair()];
        await agree(own.privateKey, other.publicKey);
        const { ciphertext } = await mlkemEncapsulate(publicKey);
        await agree(other.privateKey, own.publicKey);
        await mlkemDecapsulate(seed, ciphertext);
      },
      signal: async () => {
        const [from, to] = peers.reverse();
        if (from && to) await to.decrypt(await from.encrypt(plain, to), from);
      },
    },
    61,
    10,
  );
  return {
    work: 'The same at a turn, both sides of it: X25519 and ML-KEM-768',
    unit: 'µs',
    ours: ours * 1_000,
    peers: { 'libsignal, with its own post-quantum ratchet': signal * 1_000 },
    limit: { what: 'the bare primitives', figure: bare * 1_000 },
    goal: '<= 1.3 x bare',
    reached: ours <= 1.3 * bare,
  };
}
