import { kdf, oprfOutput, sealCommitting, signingKeyPair } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { toHex, toId, toUtf8 } from '../../../src/encoding/index.ts';
import { answersInput, answersStretch } from '../../../src/recovery/escrow/answers.ts';
import { bindingOf, boxKey } from '../../../src/recovery/escrow/box.ts';
import { answerForm } from '../../../src/typed/index.ts';
import { writeEscrowQuestions } from '../../../src/wire/index.ts';
import { stretch } from '../../../src/work/index.ts';

const fixed = (name: string, length = 32): Bytes => kdf(toUtf8(name), 'test/vectors', undefined, length);

const questions = ['Whose cat was it?', 'Was stand hinter dem Schuppen?', 'Ποιος πλήρωσε;'];
const answers = ['Mrs. O’Brien-Smith', 'das ROTE Kanu (Nr. ٣)', 'Ο Οδυσσεύς'];
const others = ['mrs obrien smith', 'Das rote Kanu, Nr. 3', 'ο οδυσσευσ'];

/** One escrow with everything between its answers and its backup key (docs/protocol.md 7). The seal's own salt is drawn anew each time. */
export async function escrow(): Promise<object> {
  const place = { account: toId(fixed('account', 16)), slot: toId(fixed('slot', 16)) };
  const salt = fixed('salt', 16);
  const [secret, seed] = [fixed('backup key'), fixed('OPRF key')];
  // Below the order of the group for certain.
  const key = seed.map((byte, at) => (at === 31 ? byte & 0x0f : byte));
  const input = answersInput(answers);
  const stretched = await stretch(input, answersStretch(salt));
  const output = oprfOutput(key, stretched);
  const under = boxKey(stretched, output);
  const binding = bindingOf(place, { salt, questions });
  const box = await sealCommitting(under, secret, binding);
  const sign = await signingKeyPair(kdf(secret, 'slot/sign'));
  const hex = { salt, input, stretched, key, output, boxKey: under, binding, box, secret, signKey: sign.publicKey };
  return {
    ...place,
    questions,
    questionsJson: toHex(writeEscrowQuestions(questions)),
    answers,
    others,
    forms: answers.map(answerForm),
    ...Object.fromEntries(Object.entries(hex).map(([name, value]) => [name, toHex(value)])),
  };
}
