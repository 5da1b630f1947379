import { newId, randomBytes } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { bytes, fromJson, toJson } from '../../../src/encoding/index.ts';
import type { VaultAnswer } from '../../../src/wire/index.ts';
import { readSlot, readVaultAnswer, writeSlot } from '../../../src/wire/index.ts';
import type { Lie } from '../store.ts';
import { firstAnswer, flip, overVault } from '../twist.ts';

type Fields = Record<string, unknown>;

/** Changes the fields of a slot past every check of a writer's. */
function slotWith(encoded: Bytes, change: (fields: Fields) => Fields): Bytes {
  return toJson(change(fromJson(encoded) as Fields));
}

function stretchWith(change: Fields): (answer: VaultAnswer) => VaultAnswer | undefined {
  return (answer) => {
    const slots = answer.slots.map((encoded) => {
      const { parameters } = readSlot(encoded);
      if (parameters.kind !== 'password') return encoded;
      return slotWith(encoded, (fields) => {
        const given = fields['parameters'] as { stretch: Fields };
        return { ...fields, parameters: { ...given, stretch: { ...given.stretch, ...change } } };
      });
    });
    return { ...answer, slots };
  };
}

const everySlot = (change: (fields: Fields) => Fields) => (answer: VaultAnswer) => ({
  ...answer,
  slots: answer.slots.map((encoded) => slotWith(encoded, change)),
});

const enrolment = 'enrolment of a recovery key that the store names';
const replaced = 'a replaced sealed master key';
const mistyped = 'null, absent or mistyped key fields';
const downgrade = 'downgrade of the cost or the algorithm';

/** Keys, recovery and downgrade: what a store could do to the ways in. */
export const keyLies: readonly Lie[] = [
  overVault({ name: 'a slot of its own beside the others', attack: enrolment }, (answer) => ({
    ...answer,
    slots: [...answer.slots, writeSlot({ id: newId(), parameters: { kind: 'phrase' }, seal: randomBytes(112) })],
  })),
  overVault({ name: 'a slot of a kind to come', attack: enrolment }, (answer) => ({
    ...answer,
    slots: [...answer.slots, toJson({ format: 1, id: newId(), parameters: { kind: 'escrow' }, seal: 'AAAA' })],
  })),
  overVault({ name: 'seals of its own', attack: replaced }, (answer) => ({
    ...answer,
    slots: answer.slots.map((encoded) => writeSlot({ ...readSlot(encoded), seal: randomBytes(112) })),
  })),
  overVault({ name: 'a flipped bit in each seal', attack: replaced }, (answer) => ({
    ...answer,
    slots: answer.slots.map((encoded) => writeSlot({ ...readSlot(encoded), seal: flip(readSlot(encoded).seal) })),
  })),
  overVault({ name: "one slot's seal in another", attack: replaced }, (answer) => {
    const slots = answer.slots.map(readSlot);
    return {
      ...answer,
      slots: slots.map((slot, at) => writeSlot({ ...slot, seal: slots[(at + 1) % slots.length]?.seal ?? slot.seal })),
    };
  }),
  overVault({ name: 'slots under other ids', attack: replaced }, (answer) => ({
    ...answer,
    slots: answer.slots.map((encoded) => writeSlot({ ...readSlot(encoded), id: newId() })),
  })),
  overVault({ name: "another account's vault", attack: 'a vault injected in place of ours' }, (_, { others }) => {
    const theirs = others.find(({ endpoint, honest }) => endpoint === 'vault' && honest.status === 200);
    return theirs && readVaultAnswer(theirs.honest.body);
  }),
  overVault(
    { name: "another account's keyring", attack: 'a vault injected in place of ours' },
    (answer, { others }) => {
      const theirs = others.find(({ endpoint, honest }) => endpoint === 'vault' && honest.status === 200);
      return theirs && { ...answer, keyring: readVaultAnswer(theirs.honest.body).keyring };
    },
  ),
  overVault({ name: 'the first keyring again', attack: 'an old keyring with new records' }, (answer, knowledge) => {
    const first = firstAnswer(knowledge, 'vault');
    return first && { ...answer, keyring: readVaultAnswer(first.body).keyring };
  }),
  overVault({ name: 'no slots', attack: mistyped }, (answer) => ({ ...answer, slots: [] })),
  overVault({ name: 'no keyring', attack: mistyped }, (answer) => ({ ...answer, keyring: bytes(0) })),
  overVault({ name: 'no device list', attack: mistyped }, (answer) => ({ ...answer, lists: [] })),
  overVault(
    { name: 'slots whose seal is null', attack: mistyped },
    everySlot((fields) => ({ ...fields, seal: null })),
  ),
  overVault(
    { name: 'slots without a seal', attack: mistyped },
    everySlot(({ format, id, parameters }) => ({ format, id, parameters })),
  ),
  overVault(
    { name: 'slots whose seal is a number', attack: mistyped },
    everySlot((fields) => ({ ...fields, seal: 0 })),
  ),
  overVault(
    { name: 'slots without parameters', attack: mistyped },
    everySlot((fields) => ({ ...fields, parameters: null })),
  ),
  ...[0, 2, 999, 'x', null].map((format) =>
    overVault(
      { name: `slots of format ${String(format)}`, attack: 'claimed formats' },
      everySlot((fields) => ({ ...fields, format })),
    ),
  ),
  ...[
    ['a cost below the floor', { t: 1, m: 8 }],
    ['memory above the ceiling', { m: 4_294_967_295 }],
    ['time above the ceiling', { t: 4_294_967_295 }],
    ['a cost of nothing', { t: 0 }],
    ['a cost that is no number', { m: 'NaN' }],
    ['a cost of null', { m: null }],
    ['one lane', { p: 1 }],
    ['a salt of its own', { salt: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['a short salt', { salt: 'AAAA' }],
    ['another algorithm', { algorithm: 'none' }],
  ].map(([name, change]) => overVault({ name: name as string, attack: downgrade }, stretchWith(change as Fields))),
];
