import { describe, expect, test } from 'vitest';
import { checkChain } from '../../src/devices/index.ts';
import { fromHex, toId } from '../../src/encoding/index.ts';
import { checkFirstLists, checkNextLists } from '../../server/devices/index.ts';
import vectors from '../vectors/device-lists-format-1.json';
import { checkChainApart } from './apart.ts';

const account = toId(fromHex(vectors.account));
const { held: before, brought } = vectors.resumption;

/** Who reads the same: a browser, a store, and a third who knows the protocol and none of our code. */
describe.each<[string, (chain: readonly string[]) => unknown]>([
  ['a browser', (chain) => checkChain(account, chain.map(fromHex))],
  ['a reader of its own', (chain) => Promise.resolve().then(() => checkChainApart(vectors.account, chain))],
])('device lists of format 1, read by %s', (_, check) => {
  test.each(vectors.chains)('$what', async ({ versions }) => {
    await expect(Promise.resolve(check(versions))).resolves.not.toThrow();
  });

  test(vectors.resumption.what, async () => {
    await expect(Promise.resolve(check([...before, ...brought]))).resolves.not.toThrow();
    await expect(check([...before, ...brought.slice(1)])).rejects.toThrow();
  });

  test.each(vectors.refusals)('refused: $what', async ({ held, version }) => {
    await expect(Promise.resolve(check(held))).resolves.not.toThrow();
    await expect(check([...held, version])).rejects.toThrow();
  });
});

describe('a store', () => {
  const newest = (chain: readonly string[]) => fromHex(chain.at(-1) ?? '');

  test('takes a chain whose newest version names it, and no other', async () => {
    const { versions = [] } = vectors.chains[2] ?? {};
    const chain = versions.map(fromHex);
    expect(await checkFirstLists(account, chain, 'https://other.example')).toMatchObject({ removed: [] });
    await expect(checkFirstLists(account, chain, 'https://store.example')).rejects.toMatchObject({
      code: 'author-refused',
    });
    await expect(checkFirstLists(account, chain.slice(1), 'https://other.example')).rejects.toMatchObject({
      code: 'author-refused',
    });
  });

  test('takes back the versions that it lost, and with the one of another store the account is moved', async () => {
    const lost = brought.slice(0, -1).map(fromHex);
    const own = 'https://store.example';
    const taken = await checkNextLists(newest(before), account, lost, own);
    expect(taken).toMatchObject({ isMoved: false, isMove: false });
    expect(taken.removed).toHaveLength(1);
    const moved = await checkNextLists(newest(before), account, brought.map(fromHex), own);
    expect(moved).toMatchObject({ isMoved: true, isMove: true });
  });

  test.each(vectors.refusals)('refuses $what', async ({ held, version }) => {
    await expect(
      checkNextLists(newest(held), account, [fromHex(version)], 'https://store.example'),
    ).rejects.toMatchObject({
      code: 'author-refused',
    });
  });
});
