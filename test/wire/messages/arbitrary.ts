import fc from 'fast-check';
import type { Bytes } from '../../../src/encoding/index.ts';
import { toId } from '../../../src/encoding/index.ts';
import type {
  Body,
  BodyOf,
  Card,
  EnvelopeContents,
  EnvelopeHead,
  MessageRecipient,
  PreKey,
  SetUpFields,
} from '../../../src/wire/index.ts';
import { someBytes } from '../../support/arbitrary.ts';

/** Values of the shapes of `wire/messages`, as honest devices make them. */
const exactly = (length: number): fc.Arbitrary<Bytes> => someBytes(length, length);
const someId = exactly(16).map(toId);
const counter = fc.integer({ min: 1, max: 0xffff_ffff });
const time = fc.integer({ min: 0, max: 2 ** 45 });
const store = fc.constantFrom('https://store.example', 'https://a.example:8443', 'http://localhost:8080');

export const someCard: fc.Arbitrary<Card> = fc.record({
  account: someId,
  identity: exactly(32),
  token: exactly(16),
  version: counter,
  list: exactly(32),
  serial: counter,
  time,
  name: fc.constantFrom('Alice', 'Bob Müller', '李 四', 'n'.repeat(64), '🐢'.repeat(64)),
  store,
});

export const somePreKey: fc.Arbitrary<PreKey> = fc
  .constantFrom('signed' as const, 'kem' as const, 'once' as const)
  .chain((kind) =>
    fc.record({
      account: someId,
      device: someId,
      kind: fc.constant(kind),
      id: someId,
      key: exactly(kind === 'kem' ? 1_184 : 32),
      time,
    }),
  );

const setUp: fc.Arbitrary<SetUpFields> = fc.record({
  certificate: someBytes(300, 400),
  card: someBytes(150, 300),
  version: counter,
  agreements: exactly(32),
  preKeys: fc.oneof(
    fc.record({ signed: someId, kem: someId }),
    fc.record({ signed: someId, kem: someId, once: someId }),
  ),
  ephemeral: exactly(32),
  ciphertext: exactly(1_088),
});

const someHead = (kind: EnvelopeHead['kind']): fc.Arbitrary<EnvelopeHead> =>
  fc.record({ kind: fc.constant(kind), account: someId, device: someId, version: counter });

export const someEnvelope: fc.Arbitrary<EnvelopeContents> = fc.option(setUp, { nil: undefined }).chain((fields) =>
  fc.record({
    head: someHead(fields ? 'initial' : 'ratchet'),
    setUp: fc.constant(fields),
    message: fc.record({ header: exactly(68), block: exactly(2_288), body: someBytes(1, 9_000) }),
  }),
);

export const someRecipient: fc.Arbitrary<MessageRecipient> = fc.record({
  account: someId,
  identity: exactly(32),
  version: counter,
  list: exactly(32),
});

const common = {
  recipients: fc.uniqueArray(someRecipient, { minLength: 1, maxLength: 32, selector: ({ account }) => account }),
  conversation: someId,
  counter,
  previous: exactly(32),
  time,
  origin: fc.constantFrom('', 'https://chat.example', 'http://localhost:3000'),
};
const period = fc.integer({ min: 1, max: 90 * 86_400_000 });
/** A body of some kind: with the fields that it has always, and with those that it may have. */
const of = <T extends object>(fields: fc.Arbitrary<T>) =>
  fc
    .tuple(fields, fc.record(common), fc.oneof(fc.constant({}), fc.record({ period })))
    .map(([own, shared, rest]) => ({ ...own, ...shared, ...rest }));

const key = { kind: fc.constant('key' as const), key: exactly(32), identity: exactly(32), ciphertext: exactly(32) };
export const someKeyBody: fc.Arbitrary<BodyOf<'key'>> = of(fc.record(key));

const card = { kind: fc.constant('card' as const), card: someBytes(150, 300) };
const share = { kind: fc.constant('share' as const), set: someId };
const somePart = fc.uniqueArray(exactly(32), { minLength: 2, maxLength: 10, selector: String }).chain((hashes) =>
  fc.record({
    is: fc.constant('part' as const),
    index: fc.integer({ min: 1, max: hashes.length }),
    needed: fc.integer({ min: 2, max: hashes.length }),
    share: exactly(33),
    hashes: fc.constant(hashes),
  }),
);

export const someBody: fc.Arbitrary<Body> = fc.oneof(
  someKeyBody,
  of(fc.record({ ...key, invitation: exactly(32) })),
  of(fc.record({ kind: fc.constant('unsend' as const), id: exactly(24) })),
  of(fc.record({ kind: fc.constant('ask' as const), id: exactly(24) })),
  of(fc.record(card)),
  of(fc.record({ ...card, token: exactly(16) })),
  of(fc.record({ ...share, said: fc.constantFrom('held', 'changed', 'over').map((is) => ({ is })) })),
  of(fc.record({ ...share, said: somePart })),
);
