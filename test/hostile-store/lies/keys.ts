import { defaultStretch, equal, newId, randomBytes } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { bytes, fromJson, toJson } from '../../../src/encoding/index.ts';
import { MOST_SLOTS, readSlot, readVaultAnswer, writeSlot } from '../../../src/wire/index.ts';
import type { Exchange, Lie } from '../store.ts';
import type { ToldKeys } from '../twist.ts';
import { eitherOf, flip, overKeys, overPull, overVault, pullsOf, toldKeys } from '../twist.ts';

type Fields = Record<string, unknown>;

/** Changes the fields of a slot past every check of a writer's. */
function slotWith(encoded: Bytes, change: (fields: Fields) => Fields): Bytes {
  return toJson(change(fromJson(encoded) as Fields));
}

function stretchWith(change: Fields): (keys: ToldKeys) => ToldKeys {
  return (keys) => {
    const slots = keys.slots.map((encoded) => {
      const { parameters } = readSlot(encoded);
      if (parameters.kind !== 'password') return encoded;
      return slotWith(encoded, (fields) => {
        const given = fields['parameters'] as { stretch: Fields };
        return { ...fields, parameters: { ...given, stretch: { ...given.stretch, ...change } } };
      });
    });
    return { ...keys, slots };
  };
}

/** What was told before, under another keyring. */
function earlier({ keyring }: ToldKeys, history: readonly Exchange[]): ToldKeys[] {
  return toldKeys(history).filter((keys) => !equal(keys.keyring, keyring));
}

const everySlot = (change: (fields: Fields) => Fields) => (keys: ToldKeys) => ({
  ...keys,
  slots: keys.slots.map((encoded) => slotWith(encoded, change)),
});

const phraseOfItsOwn = (): Bytes => writeSlot({ id: newId(), parameters: { kind: 'phrase' }, seal: randomBytes(112) });

const passwordOfItsOwn = (): Bytes =>
  writeSlot({ id: newId(), parameters: { kind: 'password', stretch: defaultStretch() }, seal: randomBytes(112) });

const enrolment = 'enrolment of a recovery key that the store names';
const replaced = 'a replaced sealed master key';
const injected = (name: string) => ({ name, attack: 'a vault injected in place of ours' });
const older = 'an old keyring with new records';
const mistyped = 'null, absent or mistyped key fields';
const downgrade = 'downgrade of the cost or the algorithm';

/** Keys, recovery and downgrade: what a store could do to the ways in. */
export const keyLies: readonly Lie[] = [
  overKeys({ name: 'a slot of its own beside the others', attack: enrolment }, (keys) => ({
    ...keys,
    slots: [...keys.slots, writeSlot({ id: newId(), parameters: { kind: 'phrase' }, seal: randomBytes(112) })],
  })),
  overKeys({ name: 'a password of its own before the others', attack: enrolment }, (keys) => ({
    ...keys,
    slots: [passwordOfItsOwn(), ...keys.slots],
  })),
  overKeys({ name: 'more passwords than a vault has', attack: enrolment }, (keys) => ({
    ...keys,
    slots: [...Array.from({ length: 4 }, passwordOfItsOwn), ...keys.slots],
  })),
  overKeys({ name: 'more slots than a store may take', attack: enrolment }, (keys) => ({
    ...keys,
    slots: [...keys.slots, ...Array.from({ length: MOST_SLOTS }, phraseOfItsOwn)],
  })),
  overKeys({ name: 'a slot of a kind to come', attack: enrolment }, (keys) => ({
    ...keys,
    slots: [...keys.slots, toJson({ format: 1, id: newId(), parameters: { kind: 'of-later' }, seal: 'AAAA' })],
  })),
  overKeys({ name: 'seals of its own', attack: replaced }, (keys) => ({
    ...keys,
    slots: keys.slots.map((encoded) => writeSlot({ ...readSlot(encoded), seal: randomBytes(112) })),
  })),
  overKeys({ name: 'a flipped bit in each seal', attack: replaced }, (keys) => ({
    ...keys,
    slots: keys.slots.map((encoded) => writeSlot({ ...readSlot(encoded), seal: flip(readSlot(encoded).seal) })),
  })),
  overKeys({ name: "one slot's seal in another", attack: replaced }, (keys) => {
    const slots = keys.slots.map(readSlot);
    return {
      ...keys,
      slots: slots.map((slot, at) => writeSlot({ ...slot, seal: slots[(at + 1) % slots.length]?.seal ?? slot.seal })),
    };
  }),
  overKeys({ name: 'slots under other ids', attack: replaced }, (keys) => ({
    ...keys,
    slots: keys.slots.map((encoded) => writeSlot({ ...readSlot(encoded), id: newId() })),
  })),
  eitherOf(
    overVault(injected("another account's vault"), (_, { others }) => {
      const theirs = others.find(({ endpoint, honest }) => endpoint === 'vault' && honest.status === 200);
      return theirs && readVaultAnswer(theirs.honest.body);
    }),
    overPull(injected("another account's vault"), (_, { others }) => pullsOf(others).find(({ state }) => state)),
  ),
  overKeys(injected("another account's keyring and slots"), (_, { others }) => toldKeys(others)[0]),
  overKeys(injected("another account's keyring"), (keys, { others }) => {
    const [theirs] = toldKeys(others);
    return theirs && { ...keys, keyring: theirs.keyring };
  }),
  overKeys({ name: 'the first keyring again', attack: older }, (keys, { history }) => {
    const [first] = earlier(keys, history);
    return first && { ...keys, keyring: first.keyring };
  }),
  overKeys({ name: 'the keyring before this one', attack: older }, (keys, { history }) => {
    const last = earlier(keys, history).at(-1);
    return last && { ...keys, keyring: last.keyring };
  }),
  overKeys({ name: 'a flipped bit in the keyring', attack: 'changed bytes' }, (keys) => ({
    ...keys,
    keyring: flip(keys.keyring),
  })),
  overKeys({ name: 'no slots', attack: mistyped }, (keys) => ({ ...keys, slots: [] })),
  overKeys({ name: 'no keyring', attack: mistyped }, (keys) => ({ ...keys, keyring: bytes(0) })),
  eitherOf(
    overVault({ name: 'no device list', attack: mistyped }, (answer) => ({ ...answer, lists: [] })),
    overPull({ name: 'no device list', attack: mistyped }, (page) =>
      page.lists.length > 0 ? { ...page, lists: [] } : undefined,
    ),
  ),
  overKeys(
    { name: 'slots whose seal is null', attack: mistyped },
    everySlot((fields) => ({ ...fields, seal: null })),
  ),
  overKeys(
    { name: 'slots without a seal', attack: mistyped },
    everySlot(({ format, id, parameters }) => ({ format, id, parameters })),
  ),
  overKeys(
    { name: 'slots whose seal is a number', attack: mistyped },
    everySlot((fields) => ({ ...fields, seal: 0 })),
  ),
  overKeys(
    { name: 'slots without parameters', attack: mistyped },
    everySlot((fields) => ({ ...fields, parameters: null })),
  ),
  ...[0, 2, 999, 'x', null].map((format) =>
    overKeys(
      { name: `slots of format ${String(format)}`, attack: 'claimed formats' },
      everySlot((fields) => ({ ...fields, format })),
    ),
  ),
  ...[
    ['a cost below the floor', { t: 1, m: 8 }],
    ['memory above the ceiling', { m: 4_294_967_295 }],
    ['time above the ceiling', { t: 4_294_967_295 }],
    ['another cost within the bounds', { t: 10 }],
    ['a cost of nothing', { t: 0 }],
    ['a cost that is no number', { m: 'NaN' }],
    ['a cost of null', { m: null }],
    ['one lane', { p: 1 }],
    ['a salt of its own', { salt: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['a short salt', { salt: 'AAAA' }],
    ['another algorithm', { algorithm: 'none' }],
  ].map(([name, change]) => overKeys({ name: name as string, attack: downgrade }, stretchWith(change as Fields))),
];
