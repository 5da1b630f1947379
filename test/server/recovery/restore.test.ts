import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp, restore } from '../../../server/database/index.ts';
import { oprfBlind, randomBytes } from '../../../src/crypto/index.ts';
import { toHex } from '../../../src/encoding/index.ts';
import { codeOf } from '../support/client.ts';
import { Asker, DAY, EscrowOwner, answers } from '../support/recovery.ts';
import { Folder } from '../support/folder.ts';
import { isOnPostgres, ofTheFile } from '../support/database.ts';
import { filesOf, temporaryFolder } from '../support/store.ts';

const deedsFile = ({ store }: Folder) => join(store.folder, 'root.key.deeds');
const element = () => oprfBlind(randomBytes(32)).blinded;

/** An owner and an asker who stay the same while the store comes and goes. */
async function begin() {
  const folder = await Folder.make();
  const owner = await EscrowOwner.at(folder.store);
  await owner.setUp();
  const asker = await Asker.open(owner.store, owner.address);
  await asker.code();
  return { folder, owner, asker };
}

test('a restart forgets nothing: code, wait, counts and veto', async () => {
  const { folder, owner, asker } = await begin();
  await folder.reopen();
  expect(await asker.look()).toMatchObject({ state: 'waiting' });
  expect(codeOf(await asker.evaluate(element()))).toBe('recovery-waiting');
  folder.forward(DAY);
  const same = element();
  expect((await asker.evaluate(same)).json).toMatchObject({ left: 9 });
  await folder.reopen();
  expect((await asker.evaluate(same)).json).toMatchObject({ left: 9 });
  expect((await asker.evaluate(element())).json).toMatchObject({ left: 8 });
  expect(folder.store.logged.join('')).not.toContain('recovery-rests');
  expect(codeOf(await owner.veto(asker.recovery))).toBeUndefined();
  await folder.reopen();
  expect(await asker.look()).toEqual({ state: 'over', why: 'stopped' });
});

test.skipIf(isOnPostgres)(
  ofTheFile('a copy of the database gives no tries back: it rests for a week, and each escrow has had twenty'),
  async () => {
    const { folder, owner, asker } = await begin();
    folder.forward(DAY);
    const copy = join(temporaryFolder(), 'copy.sqlite');
    backUp(folder.store.folder, copy);
    for (let left = 9; left >= 0; left -= 1) expect((await asker.evaluate(element())).json).toMatchObject({ left });
    expect(codeOf(await asker.evaluate(element()))).toBe('recovery-spent');
    await folder.reopen((at) => restore(at, copy, Date.now()));
    expect(folder.store.logged.join('')).toContain('recovery-rests');
    expect(await asker.look()).toEqual({ state: 'over', why: 'restored' });
    expect(codeOf(await asker.evaluate(element()))).toBe('recovery-refused');
    const told = await owner.recoveries();
    expect(told).toMatchObject({ escrow: { left: 10 }, open: [] });
    expect((told.restsUntil ?? 0) - folder.store.clock.now()).toBeGreaterThan(7 * DAY - 60_000);
    // Whoever begins now waits until the rest is over, and finds ten tries for the whole year.
    const again = await Asker.open(owner.store, owner.address);
    await again.code();
    folder.forward(DAY);
    expect(await again.look()).toMatchObject({ state: 'waiting', opensAt: told.restsUntil });
    expect(codeOf((await owner.drill()).answer)).toBe('signin-stale');
    folder.forward(6 * DAY);
    expect(await again.try()).toEqual(owner.escrow.secret);
    // Once noticed it is the database that there is.
    await folder.reopen();
    expect(folder.store.logged.join('')).not.toContain('recovery-rests');
    expect((await owner.recoveries()).escrow?.left).toBe(9);
  },
);

test.skipIf(isOnPostgres)(
  ofTheFile('a recovery that was stopped is not open again by a copy, put there by hand or restored'),
  async () => {
    const { folder, owner, asker } = await begin();
    const copy = join(temporaryFolder(), 'copy.sqlite');
    backUp(folder.store.folder, copy);
    await owner.veto(asker.recovery);
    await folder.reopen((at) => {
      for (const end of ['-wal', '-shm', '']) rmSync(join(at, `store.sqlite${end}`), { force: true });
      writeFileSync(join(at, 'store.sqlite'), readFileSync(copy), { mode: 0o600 });
    });
    expect(await asker.look()).toEqual({ state: 'over', why: 'restored' });
    expect(await owner.recoveries()).toMatchObject({ restsUntil: expect.any(Number) as number });
  },
);

test.skipIf(isOnPostgres)(
  ofTheFile('a copy of before nothing was done is just another start, but for what is open in it'),
  async () => {
    const { folder, owner, asker } = await begin();
    const copy = join(temporaryFolder(), 'copy.sqlite');
    backUp(folder.store.folder, copy);
    await folder.reopen((at) => restore(at, copy, Date.now()));
    expect(await owner.recoveries()).toEqual({
      escrow: { slot: owner.slot, left: 30, drills: 3 },
      trustees: null,
      organisation: null,
      open: [],
    });
    expect(await asker.look()).toEqual({ state: 'over', why: 'restored' });
  },
);

test('a count that is lost is made again, and said; one that lags behind is brought up', async () => {
  const { folder, asker } = await begin();
  folder.forward(DAY);
  await asker.evaluate(element());
  await asker.evaluate(element());
  const line = readFileSync(deedsFile(folder), 'utf8');
  expect(line).toBe('latchkey-recovery-deeds-1 2\n');
  await folder.reopen(() => rmSync(deedsFile(folder)));
  expect(folder.store.logged.join('')).toContain('recovery-count-missing');
  expect(readFileSync(deedsFile(folder), 'utf8')).toBe(line);
  // As after a crash between database and file.
  await folder.reopen(() => writeFileSync(deedsFile(folder), 'latchkey-recovery-deeds-1 1\n'));
  expect(folder.store.logged.join('')).not.toContain('recovery-');
  expect(readFileSync(deedsFile(folder), 'utf8')).toBe(line);
  expect((await asker.evaluate(element())).json).toMatchObject({ left: 7 });
});

test('what is durable when an evaluation is answered is in both', async () => {
  const { folder, asker } = await begin();
  folder.forward(DAY);
  const asked = await Promise.all(Array.from({ length: 5 }, () => asker.evaluate(element())));
  expect(asked.map(codeOf)).toEqual(asked.map(() => undefined));
  expect(readFileSync(deedsFile(folder), 'utf8')).toBe('latchkey-recovery-deeds-1 5\n');
  const { deeds } = await folder.store.parts.database.read(({ query }) =>
    query.selectFrom('recovery_deeds').selectAll().executeTakeFirstOrThrow(),
  );
  expect(deeds).toBe(5);
});

test('a clock that is put back closes what was open, and gives no tries', async () => {
  const { folder, asker } = await begin();
  folder.forward(DAY);
  expect((await asker.evaluate(element())).json).toMatchObject({ left: 9 });
  folder.forward(-DAY / 2);
  expect(await asker.look()).toMatchObject({ state: 'waiting' });
  expect(codeOf(await asker.evaluate(element()))).toBe('recovery-waiting');
  folder.forward(DAY / 2);
  expect(await asker.look()).toMatchObject({ state: 'open', left: 9 });
});

test('files without the root key say nothing of addresses, questions, boxes, keys, codes or links', async () => {
  const { folder, owner, asker } = await begin();
  folder.forward(DAY);
  await asker.try(answers.with(0, 'no'));
  const { key, box, secret } = owner.escrow;
  const { store } = folder;
  await store.close();
  const dump = filesOf(store.folder, ['root.key']);
  const rows = toHex(new Uint8Array(dump));
  const needles = { key, salt: box.salt, box: box.box.subarray(24), secret };
  for (const [name, value] of Object.entries(needles)) expect(rows.includes(toHex(value)), name).toBe(false);
  const letters = store.mails.join('');
  const code = /\b([A-Z2-7]{4})-([A-Z2-7]{4})\b/.exec(letters);
  const texts = [owner.address, ...box.questions, `${code?.[1]}${code?.[2]}`, ...(letters.match(/[\w-]{43}/g) ?? [])];
  expect(texts.length).toBeGreaterThan(5);
  for (const text of texts) expect(dump.includes(text), text).toBe(false);
});
