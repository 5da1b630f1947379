import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { answersOf } from '../../scripts/forms/browser.ts';
import { readCorpus } from '../../scripts/forms/corpus.ts';
import { scoreLabelled, scoreWhole } from '../../scripts/forms/tally.ts';
import type { LabelledScore, Pair, WholeScore } from '../../scripts/forms/tally.ts';
import { describeForeign } from './support/folder.ts';

const folder = process.env['LATCHKEY_VECTORS'] ?? '';

async function pairsOf(name: string, unknownGone = false): Promise<Pair[]> {
  const pages = await readCorpus(join(folder, name));
  const answers = await answersOf(pages, { unknownGone });
  return pages.flatMap((page, i) => (answers[i] ? [[page, answers[i]] as const] : []));
}

/** What has been reached, in a real Chromium. It may only go up. */
describeForeign('forms', () => {
  it('lie there', () => expect(existsSync(join(folder, 'forms', 'index.json'))).toBe(true));

  describe('of real sites, labelled', () => {
    let score: LabelledScore;
    let withoutUnknown: LabelledScore;
    beforeAll(async () => {
      score = scoreLabelled(await pairsOf('forms'));
      withoutUnknown = scoreLabelled(await pairsOf('forms', true));
    });

    it('have this many fields', () => {
      expect([score.hand.fields, score.login.fields, score.generated.fields]).toEqual([802, 333, 551]);
    });
    it('by hand, are known', () => expect(score.hand.right).toBeGreaterThanOrEqual(791));
    it('by hand, for logins, are known', () => expect(score.login.right).toBeGreaterThanOrEqual(332));
    it('by another browser, are known', () => expect(score.generated.right).toBeGreaterThanOrEqual(526));
    it('are sent by the buttons that send them', () => {
      expect(score.submitMissed).toBeLessThanOrEqual(12);
      expect(score.submitFalse).toBeLessThanOrEqual(9);
    });
    it('have a password in no field that shows what is typed and is for something else, and no credential where none belongs', () => {
      expect([score.passwordMisplaced, score.credentialMisplaced]).toEqual([0, 0]);
    });
    it('are known by what every page may say, and nothing that one site made up', () => {
      expect(withoutUnknown).toEqual(score);
    });
  });

  describe('of whole pages', () => {
    let score: WholeScore;
    beforeAll(async () => {
      score = scoreWhole(await pairsOf('whole-pages'));
    });

    it('are known where somebody signs in or up', () => {
      expect(score.fields).toBe(160);
      expect(score.right).toBeGreaterThanOrEqual(158);
    });
    it('have no credential in any search, newsletter or contact form', () => {
      expect(score.others).toBe(97);
      expect([score.passwordMisplaced, score.credentialMisplaced]).toEqual([0, 0]);
    });
  });
});
