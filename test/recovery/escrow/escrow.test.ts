import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOprfKey, newId, newOprfKey, oprfEvaluate, randomBytes } from '../../../src/crypto/index.ts';
import { MalformedError, bytes, toHex } from '../../../src/encoding/index.ts';
import type { EscrowPlace, NewEscrow } from '../../../src/recovery/index.ts';
import { askEvaluation, makeEscrow, openEscrow, stretchAnswers } from '../../../src/recovery/index.ts';
import { AnswerError } from '../../../src/typed/index.ts';
import type { EscrowBox } from '../../../src/wire/index.ts';
import { stretch } from '../../../src/work/index.ts';
import { quickStretch } from '../../support/quick-stretch.ts';
import { runs } from '../../support/runs.ts';

const questions = ['Whose cat was it?', 'What stood behind the shed?', 'Which song was it?', 'Who paid?'];
const answers = ['Old Mrs. Öztürk', 'a red canoe', 'Ποιος φοβάται', '№ 7, Bob'];
const place: EscrowPlace = { account: newId(), slot: newId() };

/** As a recovery does it: with what the store has. */
async function open(
  escrow: Pick<NewEscrow, 'key'> & { readonly box: EscrowBox },
  given: readonly string[],
  at: EscrowPlace = place,
  by = quickStretch,
) {
  const stretched = await stretchAnswers(escrow.box, given, by);
  const { blind, blinded } = askEvaluation(stretched);
  return openEscrow(at, escrow.box, { stretched, blind, evaluated: oprfEvaluate(escrow.key, blinded) });
}

describe('an escrow', () => {
  it('opens by its answers, under the cost of the format', async () => {
    const escrow = await makeEscrow(place, questions, answers, stretch);
    expect(escrow.secret).toHaveLength(32);
    expect(isOprfKey(escrow.key)).toBe(true);
    const back = await open(escrow, ['OLD MRS OZTURK', ' a red-canoe!', 'ΠΟΙΟΣ ΦΟΒΑΤΑΙ', 'no 7 bob'], place, stretch);
    expect(back && toHex(back)).toBe(toHex(escrow.secret));
  }, 60_000);

  it('has nothing of another escrow, though questions and answers are the same', async () => {
    const [one, two] = [
      await makeEscrow(place, questions, answers, quickStretch),
      await makeEscrow(place, questions, answers, quickStretch),
    ];
    expect(toHex(one.secret)).not.toBe(toHex(two.secret));
    expect(toHex(one.box.salt)).not.toBe(toHex(two.box.salt));
    expect(await open({ key: two.key, box: one.box }, answers)).toBeNull();
    expect(await open({ key: one.key, box: { ...one.box, box: two.box.box } }, answers)).toBeNull();
    expect(await open(one, answers)).toEqual(one.secret);
  });

  it('opens by no other answers, and never says which was wrong', async () => {
    const escrow = await makeEscrow(place, questions, answers, quickStretch);
    const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
    await fc.assert(
      fc.asyncProperty(fc.nat(3), word, async (which, other) => {
        const given = answers.map((answer, at) => (at === which ? `${other}x` : answer));
        expect(await open(escrow, given)).toBeNull();
      }),
      { numRuns: runs(12) },
    );
    for (const given of [answers.toReversed(), answers.map(() => 'x')]) expect(await open(escrow, given)).toBeNull();
  });

  it('is bound to its account, slot, salt and questions as shown', async () => {
    const escrow = await makeEscrow(place, questions, answers, quickStretch);
    expect(await open(escrow, answers, { ...place, account: newId() })).toBeNull();
    expect(await open(escrow, answers, { ...place, slot: newId() })).toBeNull();
    const shown = { ...escrow.box, questions: questions.with(0, 'Whose dog was it?') };
    expect(await open({ ...escrow, box: shown }, answers)).toBeNull();
    expect(await open({ ...escrow, box: { ...escrow.box, salt: randomBytes(16) } }, answers)).toBeNull();
    const changed = escrow.box.box.map((byte, at) => (at === 60 ? byte ^ 1 : byte));
    expect(await open({ ...escrow, box: { ...escrow.box, box: changed } }, answers)).toBeNull();
    expect(await open(escrow, answers)).toEqual(escrow.secret);
  });

  it('does not open by a store that evaluates with another key, or not at all', async () => {
    const escrow = await makeEscrow(place, questions, answers, quickStretch);
    expect(await open({ ...escrow, key: newOprfKey() }, answers)).toBeNull();
    const stretched = await stretchAnswers(escrow.box, answers, quickStretch);
    const { blind, blinded } = askEvaluation(stretched);
    expect(await openEscrow(place, escrow.box, { stretched, blind, evaluated: blinded })).toBeNull();
    const none = openEscrow(place, escrow.box, { stretched, blind, evaluated: bytes(32) });
    await expect(none).rejects.toBeInstanceOf(MalformedError);
  });

  it('tells a store nothing by what it is asked: the same answers look different each time', async () => {
    const { box } = await makeEscrow(place, questions, answers, quickStretch);
    const stretched = await stretchAnswers(box, answers, quickStretch);
    const asked = Array.from({ length: 8 }, () => toHex(askEvaluation(stretched).blinded));
    expect(new Set(asked).size).toBe(8);
  });
});

describe('what makes no escrow', () => {
  const make = (asked: readonly string[], given: readonly string[]) => makeEscrow(place, asked, given, quickStretch);

  it.each([
    ['two questions', questions.slice(0, 2), answers.slice(0, 2)],
    ['eight questions', [...questions, 'e', 'f', 'g', 'h'], [...answers, 'e', 'f', 'g', 'h']],
    ['a question without an answer', questions, answers.slice(1)],
    ['a question twice', questions.with(1, questions[0] ?? ''), answers],
  ])('%s', async (_, asked, given) => {
    await expect(make(asked, given)).rejects.toBeInstanceOf(MalformedError);
  });

  it('an answer without a letter or digit', async () => {
    await expect(make(questions, answers.with(2, ' ?! '))).rejects.toBeInstanceOf(AnswerError);
    await expect(make(questions.slice(0, 3), answers.slice(0, 3))).resolves.toBeDefined();
  });
});

describe('answers together', () => {
  it('are told apart by where one ends', async () => {
    const box = { salt: bytes(16), questions: questions.slice(0, 3) };
    const stretched = await Promise.all(
      [
        ['ab', 'c', 'd'],
        ['a', 'bc', 'd'],
        ['a', 'b', 'cd'],
        ['d', 'c', 'ab'],
        ['A b', ' c!', 'D'],
      ].map(async (given) => toHex(await stretchAnswers(box, given, quickStretch))),
    );
    expect(new Set(stretched).size).toBe(4);
    expect(stretched[4]).toBe(stretched[0]);
  });
});
