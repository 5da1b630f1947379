import { copyFileSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { oprfEvaluate } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { concat, fromBase64url, fromJson, toUtf8 } from '../../../src/encoding/index.ts';
import { askEvaluation, openEscrow, stretchAnswers } from '../../../src/recovery/index.ts';
import type { EscrowBox } from '../../../src/wire/index.ts';
import { quickStretch } from '../../support/quick-stretch.ts';
import { refusal } from '../../support/refusal.ts';
import { codeOf } from '../support/client.ts';
import { Asker, DAY, EscrowOwner, answers } from '../support/recovery.ts';
import { copyDatabase } from '../support/database.ts';
import type { TestStore } from '../support/store.ts';
import { openStore, temporaryFolder } from '../support/store.ts';

/*
 * Who has what: the files of the store, its root key, the mailbox, the answers. Each alone, and each together with others, opens what the
 * threat model says, and nothing else.
 */

async function victim() {
  const store = await openStore();
  const owner = await EscrowOwner.at(store);
  await owner.setUp();
  return { store, owner };
}

/** What lies in a copy of the store's files, for whoever has them, with the root key or without. */
async function stolen(store: TestStore, withRoot: boolean): Promise<{ key: Bytes; box: EscrowBox }> {
  await store.close();
  const folder = temporaryFolder();
  for (const name of readdirSync(store.folder)) {
    if (name !== 'lock') copyFileSync(join(store.folder, name), join(folder, name));
  }
  await copyDatabase(store.folder, folder);
  if (!withRoot) rmSync(join(folder, 'root.key'));
  const { parts } = await openStore({}, folder);
  const row = await parts.database.read(({ query }) =>
    query
      .selectFrom('escrows')
      .innerJoin('accounts', 'accounts.number', 'escrows.account')
      .select(['accounts.id', 'escrows.slot', 'escrows.sealed'])
      .executeTakeFirstOrThrow(),
  );
  const place = { account: row.id, name: concat(toUtf8('escrow/'), row.slot) };
  if (row.sealed === null) throw new Error('There are no answers.');
  const opened = fromJson(await parts.secrets.recovery.open(place, row.sealed)) as Record<string, string> & {
    readonly questions: string[];
  };
  const bytesOf = (name: string): Bytes => fromBase64url(opened[name] ?? '');
  return { key: bytesOf('key'), box: { salt: bytesOf('salt'), questions: opened.questions, box: bytesOf('box') } };
}

async function guess(owner: EscrowOwner, { key, box }: { key: Bytes; box: EscrowBox }, given: readonly string[]) {
  const stretched = await stretchAnswers(box, given, quickStretch);
  const { blind, blinded } = askEvaluation(stretched);
  const place = { account: owner.person.account, slot: owner.slot };
  return openEscrow(place, box, { stretched, blind, evaluated: oprfEvaluate(key, blinded) });
}

interface Has {
  readonly files: boolean;
  readonly root: boolean;
  readonly mailbox: boolean;
  readonly answers: boolean;
}

/** The rows of the threat model's table: who has what, and what it opens at home and by asking the store. */
function toldRows(): readonly (readonly [what: string, has: Has, home: string, asking: string])[] {
  const text = readFileSync('docs/threat-model.md', 'utf8');
  const rows = text.matchAll(/^\| (yes|–) \| (yes|–) \| (yes|–) \| (yes|–) \| (.+?) \| (.+?) \|$/gm);
  return [...rows].map(([, files, root, mailbox, given, home = '', asking = '']) => {
    const has = { files: files === 'yes', root: root === 'yes', mailbox: mailbox === 'yes', answers: given === 'yes' };
    const what = Object.entries(has).flatMap(([name, isThere]) => (isThere ? [name] : []));
    return [what.join(', ') || 'nothing', has, home, asking] as const;
  });
}

const wrong = (times: number): readonly string[] => answers.with(times % 3, `guess ${String(times)}`);

/** Tries what can be tried without the store, and says what it comes to. */
async function atHome(store: TestStore, owner: EscrowOwner, has: Has): Promise<string> {
  if (!has.files) return 'nothing';
  const lies = await stolen(store, has.root).catch((error: unknown) => {
    // What is sealed under the root is all that there is: nothing that a guess could be held against.
    expect(error).toMatchObject({ code: 'root-key' });
    return undefined;
  });
  if (!lies) return 'nothing';
  if (has.answers) {
    expect(await guess(owner, lies, answers)).toEqual(owner.escrow.secret);
    return 'opens';
  }
  for (let times = 0; times < 12; times += 1) expect(await guess(owner, lies, wrong(times))).toBeNull();
  // Nothing ends it: the right ones would be known.
  expect(await guess(owner, lies, answers)).toEqual(owner.escrow.secret);
  return 'guesses without end';
}

/** Tries what the store answers, and says what it comes to. */
async function asking(store: TestStore, owner: EscrowOwner, has: Has): Promise<string> {
  const asker = await Asker.open(has.mailbox ? store : { ...store, mails: [] }, owner.address);
  const { blinded } = askEvaluation(await stretchAnswers(owner.escrow.box, answers, quickStretch));
  if (!has.mailbox) {
    store.clock.forward(DAY);
    expect(await asker.look()).toEqual({ state: 'asked' });
    expect(codeOf(await asker.evaluate(blinded))).toBe('recovery-refused');
    expect(codeOf(await asker.signIn(owner.escrow.secret))).toBe('signin-refused');
    return 'nothing';
  }
  await asker.code();
  expect((await owner.recoveries()).open).toHaveLength(1);
  expect(codeOf(await asker.evaluate(blinded))).toBe('recovery-waiting');
  store.clock.forward(DAY);
  if (has.answers) {
    expect(await asker.try()).toEqual(owner.escrow.secret);
    expect(codeOf(await asker.signIn(owner.escrow.secret))).toBeUndefined();
    return 'opens, after a day in sight';
  }
  for (let times = 0; times < 10; times += 1) expect(await asker.try(wrong(times))).toBeNull();
  expect(codeOf(await asker.evaluate(blinded))).toBe('recovery-spent');
  return 'ten guesses, after a day in sight';
}

test('the table of the threat model has each combination once', () => {
  expect(new Set(toldRows().map(([what]) => what)).size).toBe(16);
  expect(toldRows()).toHaveLength(16);
});

describe('whoever has of files, root key, mailbox and answers', () => {
  test.each(toldRows())(
    '%s opens what the threat model’s table says, and nothing else',
    async (_, has, home, store) => {
      const at = await victim();
      expect(await asking(at.store, at.owner, has)).toBe(store);
      expect(await atHome(at.store, at.owner, has)).toBe(home);
    },
  );
});

describe('whoever has', () => {
  test('the files of the store, but not its root key, has nothing to guess at, even with the answers', async () => {
    const { store } = await victim();
    expect(await refusal(stolen(store, false))).toBe('root-key');
  });

  test('files and root key can guess answers, each at the cost of the format: wrong ones open nothing, right ones do', async () => {
    const { store, owner } = await victim();
    const lies = await stolen(store, true);
    expect(lies.box.questions).toEqual(owner.escrow.box.questions);
    expect(await guess(owner, lies, answers.with(1, 'a blue canoe'))).toBeNull();
    expect(await guess(owner, lies, answers)).toEqual(owner.escrow.secret);
  });

  test('the answers alone has no box, no salt and no evaluation', async () => {
    const { store, owner } = await victim();
    const asker = await Asker.open({ ...store, mails: [] }, owner.address);
    expect(await asker.look()).toEqual({ state: 'asked' });
    const { box } = owner.escrow;
    const stretched = await stretchAnswers(box, answers, quickStretch);
    expect(codeOf(await asker.evaluate(askEvaluation(stretched).blinded))).toBe('recovery-refused');
  });

  test('the mailbox alone reads the questions, waits in everybody’s sight, and has ten guesses', async () => {
    const { store, owner } = await victim();
    const asker = await Asker.open(store, owner.address);
    expect((await asker.code()).json).toMatchObject({ state: 'waiting', questions: owner.escrow.box.questions });
    expect((await owner.recoveries()).open).toHaveLength(1);
    store.clock.forward(DAY);
    for (let times = 0; times < 10; times += 1) {
      expect(await asker.try(answers.with(times % 3, `guess ${times}`))).toBeNull();
    }
    const last = askEvaluation(await stretchAnswers(owner.escrow.box, answers, quickStretch));
    expect(codeOf(await asker.evaluate(last.blinded))).toBe('recovery-spent');
  });

  test('mailbox and answers gets back in, after the wait', async () => {
    const { store, owner } = await victim();
    const asker = await Asker.open(store, owner.address);
    await asker.code();
    await expect(asker.try()).rejects.toThrow('it is waiting');
    store.clock.forward(DAY);
    expect(await asker.try()).toEqual(owner.escrow.secret);
    expect(codeOf(await asker.signIn(owner.escrow.secret))).toBeUndefined();
  });

  test('the backup key alone signs in nowhere', async () => {
    const { store, owner } = await victim();
    const asker = await Asker.open({ ...store, mails: [] }, owner.address);
    expect(codeOf(await asker.signIn(owner.escrow.secret))).toBe('signin-refused');
  });
});
