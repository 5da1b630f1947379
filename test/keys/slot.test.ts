import { describe, expect, test } from 'vitest';
import { defaultStretch, newId, randomBytes } from '../../src/crypto/index.ts';
import { MalformedError, bytes, toHex } from '../../src/encoding/index.ts';
import {
  TamperedSlotError,
  checkSlots,
  keyringSlot,
  newKeyring,
  openSlot,
  openSlotAmong,
  sealSlot,
} from '../../src/keys/index.ts';
import type { Keyring, Slot, SlotParameters } from '../../src/wire/index.ts';
import { MOST_GENERATIONS } from '../../src/wire/index.ts';

const scope = { account: newId(), generation: 3 };
const masterKey = randomBytes(32);

const kinds: SlotParameters[] = [
  { kind: 'password', stretch: defaultStretch() },
  { kind: 'passkey', salt: randomBytes(16), credential: randomBytes(32) },
  { kind: 'phrase' },
  { kind: 'escrow' },
  { kind: 'device' },
];

async function newSlot(parameters: SlotParameters, secret = randomBytes(32)) {
  const known = await keyringSlot({ id: newId(), parameters, name: '', createdAt: 1 }, secret);
  return { secret, known, slot: await sealSlot(masterKey, scope, known) };
}

describe.each(kinds)('a $kind slot', (parameters) => {
  test('opens with its secret and with no other', async () => {
    const { slot, secret } = await newSlot(parameters);
    expect(await openSlot(slot, scope, secret)).toEqual(masterKey);
    expect(await openSlot(slot, scope, randomBytes(32))).toBeNull();
    await expect(openSlot(slot, scope, bytes(31))).rejects.toThrow(MalformedError);
  });

  test('is re-sealed from what the keyring knows, without its secret (protocol 2.1)', async () => {
    const { known, secret } = await newSlot(parameters);
    const next = randomBytes(32);
    const later = await sealSlot(next, { ...scope, generation: 4 }, known);
    expect(await openSlot(later, { ...scope, generation: 4 }, secret)).toEqual(next);
  });
});

test('a seal is tried under so many generations and no more, however many a store speaks of', async () => {
  const { known, secret } = await newSlot({ kind: 'device' });
  const sealed = (generation: number) => sealSlot(masterKey, { ...scope, generation }, known);
  const range = { from: 5, to: 4_000 };
  const [last, next] = [await sealed(4 + MOST_GENERATIONS), await sealed(5 + MOST_GENERATIONS)];
  expect(await openSlotAmong(last, scope.account, secret, range)).toMatchObject({ masterKey, generation: 1_028 });
  expect(await openSlotAmong(next, scope.account, secret, range)).toBeNull();
});

test.each(['phrase', 'escrow'] as const)(
  'a slot of kind %s leaves the key by which a store will know it; others leave none',
  async (kind) => {
    const secret = randomBytes(32);
    const [one, two] = [await newSlot({ kind }, secret), await newSlot({ kind }, secret)];
    expect(one.known.signKey).toHaveLength(32);
    expect(one.known.signKey).toEqual(two.known.signKey);
    expect((await newSlot({ kind: 'device' })).known.signKey).toBeUndefined();
  },
);

test('neither the psk nor the private key is the secret', async () => {
  const { known, secret } = await newSlot({ kind: 'phrase' });
  const values = [known.psk, known.publicKey, known.signKey ?? bytes(0), secret].map(toHex);
  expect(new Set(values).size).toBe(4);
});

describe('the check against the keyring', () => {
  const setUp = async () => {
    const made = await Promise.all(kinds.map((parameters) => newSlot(parameters)));
    const ring: Keyring = { ...newKeyring(scope.account, 1), slots: made.map(({ known }) => known) };
    const [first] = made;
    if (!first) throw new Error('no slots');
    return { ring, slots: made.map(({ slot }) => slot), first };
  };

  test('passes what was written', async () => {
    const { ring, slots, first } = await setUp();
    expect(() => checkSlots(ring, slots, { id: first.slot.id, secret: first.secret })).not.toThrow();
    expect(() => checkSlots(ring, [...slots].reverse())).not.toThrow();
  });

  test('refuses a slot more, less, twice, of another kind, of other parameters, or of another public key', async () => {
    const { ring, slots, first } = await setUp();
    const planted = await newSlot({ kind: 'phrase' });
    const stretch = { ...defaultStretch(), t: 4 };
    const wrong: Slot[][] = [
      [...slots, planted.slot],
      slots.slice(1),
      [...slots.slice(1), ...slots.slice(1, 2)],
      [{ ...first.slot, parameters: { kind: 'phrase' } }, ...slots.slice(1)],
      [{ ...first.slot, parameters: { kind: 'password', stretch } }, ...slots.slice(1)],
    ];
    for (const list of wrong) expect(() => checkSlots(ring, list)).toThrow(TamperedSlotError);
    expect(() => checkSlots(ring, slots, { id: first.slot.id, secret: planted.secret })).toThrow(TamperedSlotError);
    expect(() => checkSlots(ring, slots, { id: planted.slot.id, secret: planted.secret })).toThrow(TamperedSlotError);
  });
});
