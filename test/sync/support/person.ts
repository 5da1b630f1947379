import { sign } from '../../../src/crypto/index.ts';
import { fromBase64url, toBase64url } from '../../../src/encoding/index.ts';
import type { SignUpStart, StoreClient } from '../../../src/sync/index.ts';
import { finishSignUp, lookupOf, startSignUp } from '../../../src/sync/index.ts';
import type { Access, HeadAnswer, SignedIn } from '../../../src/wire/index.ts';
import type { Change, MadeCommit } from '../../server/support/device.ts';
import type { Ways } from '../../server/support/person.ts';
import { Person, everyWay } from '../../server/support/person.ts';
import { cheapStretch } from './parts.ts';

/** A sign-up, as far as it can be sent again. */
export interface MadeSignUp {
  readonly start: SignUpStart;
  readonly commit: MadeCommit;
  readonly access: Access;
}

/** Everything up to the last request. */
export async function beginSignUp(
  client: StoreClient,
  person: Person,
  ways: Ways = everyWay,
  change: Change = {},
): Promise<MadeSignUp> {
  const password = { stretch: cheapStretch, password: person.password };
  const start = await startSignUp(client, person.account, ways.password ? password : undefined);
  await person.device.comeTo(client.origin);
  const commit = await person.device.firstCommit(person.encodedSlots(ways), change);
  const access = person.access(ways, start.password?.record);
  const lookup = ways.password ? { lookup: toBase64url(lookupOf(person.email)) } : {};
  return { start, commit, access: { ...access, ...lookup } };
}

export function endSignUp(
  client: StoreClient,
  person: Person,
  { start, commit, access }: MadeSignUp,
): Promise<SignedIn & HeadAnswer> {
  const signing = (message: Uint8Array<ArrayBuffer>) => sign(person.device.signing, message);
  return finishSignUp(client, start, { commit: commit.source, head: commit.head, sign: signing, access });
}

/** Signs somebody up: the client is signed in, and the person knows the head. */
export async function signUp(
  client: StoreClient,
  person: Person,
  ways: Ways = everyWay,
  change: Change = {},
): Promise<SignedIn & HeadAnswer> {
  const answer = await endSignUp(client, person, await beginSignUp(client, person, ways, change));
  person.head = fromBase64url(answer.head);
  return answer;
}

/** A person with an account, whose client is signed in. */
export async function somebody(client: StoreClient, ways?: Ways): Promise<Person> {
  const person = await Person.make();
  await signUp(client, person, ways);
  return person;
}

/** A commit of this person's first device, sent; the person knows the new head. */
export async function push(
  client: StoreClient,
  person: Person,
  change: Change = {},
  access: Access = {},
): Promise<HeadAnswer> {
  const made = await person.device.commit(person.head, change);
  const answer = await client.commit({ commit: made.source, access });
  person.head = made.head;
  return answer;
}
