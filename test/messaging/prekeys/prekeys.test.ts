import { beforeAll, describe, expect, it } from 'vitest';
import { agree, newId, sign, signingKeyPair } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { associate, fromId } from '../../../src/encoding/index.ts';
import type { HeldPreKey, PreKeyOwner } from '../../../src/messaging/prekeys/index.ts';
import {
  afterGiving,
  afterSending,
  BundleError,
  checkBundle,
  duePreKeys,
  makePreKey,
  overPreKeys,
} from '../../../src/messaging/prekeys/index.ts';
import type { Bundle, Certificate, PreKey } from '../../../src/wire/index.ts';
import { readPreKey, writePreKey, writeSigned } from '../../../src/wire/index.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 29);
let owner: PreKeyOwner;
let certificate: Certificate;

beforeAll(async () => {
  const { publicKey, privateKey } = await signingKeyPair();
  owner = { account: newId(), device: newId(), sign: (message) => sign(privateKey, message) };
  const { account, device } = owner;
  certificate = { account, device, signing: publicKey, agreement: publicKey, mailbox: publicKey, createdAt: NOW };
});

const made = async (
  kind: PreKey['kind'],
  time = NOW,
  by = owner,
): Promise<HeldPreKey & { readonly encoded: Bytes }> => {
  const { id, row } = await makePreKey(by, kind, time);
  return { id, row, encoded: row.unsent };
};

describe('a pre-key', () => {
  it.each(['signed', 'kem', 'once'] as const)(
    'of kind %s says whose it is, and its private half fits',
    async (kind) => {
      const { id, row, encoded } = await made(kind);
      const { value } = readPreKey(encoded);
      expect(value).toEqual({ account: owner.account, device: owner.device, kind, id, key: row.key, time: NOW });
      const other = await made('once');
      if (kind !== 'kem')
        expect(await agree(row.secret, other.row.key)).toEqual(await agree(other.row.secret, row.key));
    },
  );
});

describe('a bundle', () => {
  interface Wrong {
    readonly signedAt?: number;
    readonly kemAt?: number;
    readonly by?: PreKeyOwner;
    readonly swap?: (preKey: PreKey) => PreKey;
  }

  const part = async (kind: PreKey['kind'], time: number, { by = owner, swap }: Wrong) => {
    const { encoded } = await made(kind, time, by);
    const read = readPreKey(encoded);
    if (!swap) return read;
    // Changed behind its signature.
    return readPreKey(writeSigned(writePreKey(swap(read.value)), read.signature));
  };
  const bundleOf = async (wrong: Wrong = {}): Promise<Bundle> => ({
    certificate: { value: certificate, signed: new Uint8Array(0), signature: new Uint8Array(64) },
    signed: await part('signed', wrong.signedAt ?? NOW, wrong),
    kem: await part('kem', wrong.kemAt ?? NOW, wrong),
    once: await part('once', 0, wrong),
  });

  it('is taken by the certificate in the list, one-time keys of any age', async () => {
    const bundle = await bundleOf({ signedAt: NOW - 45 * DAY, kemAt: NOW - 45 * DAY });
    expect(await checkBundle(certificate, bundle, NOW)).toMatchObject({
      signed: { id: bundle.signed.value.id },
      kem: { id: bundle.kem.value.id },
      once: { id: bundle.once?.value.id },
    });
    expect((await checkBundle(certificate, { ...bundle, once: undefined }, NOW)).once).toBeUndefined();
  });

  const wrongs: Record<string, () => Promise<Bundle>> = {
    'signed key older than 45 days': () => bundleOf({ signedAt: NOW - 45 * DAY - 1 }),
    'KEM key older than 45 days': () => bundleOf({ kemAt: NOW - 45 * DAY - 1 }),
    'key behind another one’s signature': () => bundleOf({ swap: (preKey) => ({ ...preKey, id: newId() }) }),
    'device of another account': () => bundleOf({ by: { ...owner, account: newId() } }),
    'another device': () => bundleOf({ by: { ...owner, device: newId() } }),
    'signed key in the place of the one-time key': async () => {
      const bundle = await bundleOf();
      return { ...bundle, once: bundle.signed };
    },
  };
  it.each(Object.entries(wrongs))('is refused with a %s', async (_, bundleWith) => {
    await expect(checkBundle(certificate, await bundleWith(), NOW)).rejects.toThrow(BundleError);
  });

  it('is refused with a KEM key that is not reduced', async () => {
    const { id, row } = await made('kem');
    const key = row.key.slice().fill(0xff, 0, 3);
    const signed = writePreKey({ account: owner.account, device: owner.device, kind: 'kem', id, key, time: NOW });
    const message = associate('prekey', {
      account: fromId(owner.account),
      device: fromId(owner.device),
      preKey: signed,
    });
    const kem = readPreKey(writeSigned(signed, await owner.sign(message)));
    await expect(checkBundle(certificate, { ...(await bundleOf()), kem }, NOW)).rejects.toThrow(BundleError);
  });
});

describe('what is due', () => {
  it('is everything where there is nothing', () => {
    expect(duePreKeys([], { once: 0, wanted: 100 }, NOW)).toEqual({ signed: true, kem: true, once: 100 });
  });

  it('is nothing while all is young and there, and what is made and not sent counts', async () => {
    const [signed, kem, once] = [await made('signed'), await made('kem'), await made('once')];
    const held = [signed, kem, once];
    expect(duePreKeys(held, { once: 20, wanted: 5 }, NOW)).toEqual({ signed: false, kem: false, once: 4 });
    const sent = afterSending(held, NOW);
    const stored = { signed: signed.id, kem: kem.id, once: 1, wanted: 0 };
    expect(duePreKeys(sent, stored, NOW + 7 * DAY - 1)).toEqual({ signed: false, kem: false, once: 0 });
    expect(duePreKeys(sent, stored, NOW + 7 * DAY)).toEqual({ signed: true, kem: true, once: 0 });
    // The store was restored, or lost them.
    expect(duePreKeys(sent, { once: 1, wanted: 0 }, NOW)).toEqual({ signed: true, kem: true, once: 0 });
  });
});

describe('a store that always wants more, or says that it has lost what it has,', () => {
  it('gets four thousand one-time keys and no more, and 64 of each other kind', async () => {
    const one = await made('once');
    const many = (count: number, { row }: HeldPreKey) =>
      Array.from({ length: count }, () => ({ id: newId(), row: { ...row, unsent: undefined } }));
    expect(duePreKeys(many(4_095, one), { once: 0, wanted: 100 }, NOW).once).toBe(1);
    expect(duePreKeys(many(4_096, one), { once: 0, wanted: 100 }, NOW).once).toBe(0);
    const signed = await made('signed');
    expect(duePreKeys(many(63, signed), { once: 0, wanted: 0 }, NOW).signed).toBe(true);
    expect(duePreKeys(many(64, signed), { once: 0, wanted: 0 }, NOW).signed).toBe(false);
    expect(duePreKeys(many(64, signed), { once: 0, wanted: 0 }, NOW + 7 * DAY).signed).toBe(true);
  });
});

describe('a one-time key', () => {
  it('is known to be given away once only later ones can be left, and goes 45 days after that', async () => {
    const batch = async (time: number) => afterSending([await made('once', time), await made('once', time)], time);
    const [first, second] = [await batch(NOW), await batch(NOW + DAY)];
    const held = [...first, ...second];
    const idsOf = (rows: readonly HeldPreKey[]) => rows.map(({ id }) => id).toSorted();
    const at = NOW + 2 * DAY;
    // Of the first ones, one may still be there.
    expect(afterGiving(held, { once: 3, wanted: 0 }, at)).toEqual([]);
    const given = afterGiving(held, { once: 2, wanted: 0 }, at);
    expect(idsOf(given)).toEqual(idsOf(first));
    expect(afterGiving([...given, ...second], { once: 1, wanted: 0 }, at + DAY)).toEqual([]);
    expect(idsOf(afterGiving(held, { once: 0, wanted: 0 }, at))).toEqual(idsOf(held));
    expect(overPreKeys([...given, ...second], at + 45 * DAY - 1)).toEqual([]);
    expect(idsOf(overPreKeys([...given, ...second], at + 45 * DAY))).toEqual(idsOf(first));
  });

  it('that was not sent yet was given to nobody', async () => {
    expect(afterGiving([await made('once')], { once: 0, wanted: 100 }, NOW)).toEqual([]);
  });
});

describe('a former one', () => {
  it('goes 45 days after the store had its successor, and not while the mailbox was not emptied since', async () => {
    const before = await made('signed');
    const after = await made('signed', NOW + 7 * DAY);
    const kept = afterSending([{ id: before.id, row: { ...before.row } }, after], NOW + 7 * DAY);
    expect(kept.find(({ id }) => id === before.id)?.row).toMatchObject({ replacedAt: NOW + 7 * DAY });
    expect(kept.find(({ id }) => id === after.id)?.row).not.toHaveProperty('replacedAt');
    expect(overPreKeys(kept, NOW + 52 * DAY - 1)).toEqual([]);
    expect(overPreKeys(kept, NOW + 52 * DAY).map(({ id }) => id)).toEqual([before.id]);
  });
});
