import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HeldList, ListSeeds } from '../../src/devices/index.ts';
import { checkChain, checkExtension, enlist, extendList, moveTo, removeDevices } from '../../src/devices/index.ts';
import type { Bytes, Id } from '../../src/encoding/index.ts';
import type { Certificate } from '../../src/wire/index.ts';
import { readDeviceList } from '../../src/wire/index.ts';
import { checkNextLists } from '../../server/devices/index.ts';
import { patience, runs } from '../support/runs.ts';
import { newCertificate, newHouse, versionsOf } from './chain.ts';

/** Everything that stood at one time, and the keys that each listed device knew then. */
interface Moment {
  readonly list: HeldList;
  readonly seeds: ListSeeds;
}

interface Step {
  readonly op: 'join' | 'renew' | 'remove';
  /** Who goes, counted around. */
  readonly which: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  op: fc.constantFrom('join', 'renew', 'remove'),
  which: fc.nat(9),
});

async function taken(account: Id, { list, seeds }: Moment, one: Step, now: number): Promise<Moment> {
  const { devices } = list.checked;
  if (one.op === 'join') return { seeds, list: await enlist(list, seeds, await newCertificate(account, now), now) };
  if (one.op === 'renew') {
    const same = readDeviceList(list.encoded).value.devices;
    const encoded = await extendList(list.checked, { devices: same, listSeed: seeds.list, now });
    return { seeds, list: (await checkChain(account, [encoded], list))[0] ?? list };
  }
  const device = devices[one.which % devices.length]?.device;
  if (devices.length < 2 || device === undefined) return { list, seeds };
  const removed = await removeDevices(list, seeds, [device], 'revoked', now);
  return { list: removed.list, seeds: removed.seeds };
}

/** What an ex-device can write, with every key that it ever held, on any version that ever was. */
async function forgeries(base: HeldList, seeds: ListSeeds, own: Certificate, now: number): Promise<Bytes[]> {
  const { checked, encoded } = base;
  const { devices } = readDeviceList(encoded).value;
  const others = checked.devices.filter(({ device }) => device !== own.device).map(({ device }) => device);
  // Before them all: a wait among them would leave those that are refused by then without anybody who hears it.
  const another = await newCertificate(checked.account, now);
  const said = await Promise.allSettled([
    extendList(checked, { devices, listSeed: seeds.list, now }),
    extendList(checked, { devices, listSeed: seeds.identity, now }),
    extendList(checked, { devices, store: 'https://x.example', listSeed: seeds.list, now }),
    enlist(base, seeds, own, now).then((list) => list.encoded),
    enlist(base, seeds, another, now).then((list) => list.encoded),
    removeDevices(base, seeds, others.slice(0, 1), 'revoked', now).then(({ list }) => list.encoded),
    moveTo(base, seeds.list, 'https://x.example', now).then((list) => list.encoded),
  ]);
  return said.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

test(
  'an ex-device gets no version accepted by anybody who has seen its removal, whatever it was told before',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 5 }), fc.array(step, { maxLength: 4 }), async (earlier, later) => {
        const { account, seeds: first, held, certificate } = await newHouse();
        const x = await newCertificate(account);
        let now: Moment = {
          list: await enlist(await enlist(held, first, x, 3), first, await newCertificate(account), 4),
          seeds: first,
        };
        const known: Moment[] = [{ list: held, seeds: first }, now];
        let time = 5;
        for (const one of earlier) {
          now = await taken(account, now, one, (time += 1));
          if (!now.list.checked.devices.some(({ device }) => device === x.device)) break;
          known.push(now);
        }
        // Control: while it is listed, what it writes on the newest counts.
        const isListed = now.list.checked.devices.some(({ device }) => device === x.device);
        const { store } = now.list.checked;
        if (isListed) {
          const written = await enlist(now.list, now.seeds, await newCertificate(account), time);
          await expect(checkNextLists(now.list.encoded, account, [written.encoded], store)).resolves.toBeDefined();
          // Where it was left alone, nobody could take it out: somebody joins first.
          if (now.list.checked.devices.length === 1) {
            now = await taken(account, now, { op: 'join', which: 0 }, (time += 1));
            known.push(now);
          }
          const removed = await removeDevices(now.list, now.seeds, [x.device], 'revoked', (time += 1));
          now = { list: removed.list, seeds: removed.seeds };
        }
        const seen = [now];
        for (const one of later) seen.push((now = await taken(account, now, one, (time += 1))));
        expect(await checkChain(account, versionsOf(now.list))).toHaveLength(now.list.checked.version);
        for (const { list } of seen) {
          for (const { seeds } of known) {
            for (const base of [list, ...known.map((moment) => moment.list)]) {
              for (const encoded of await forgeries(base, seeds, x, time)) {
                await expect(checkExtension(list.checked, encoded)).rejects.toThrow();
                await expect(checkNextLists(list.encoded, account, [encoded], store)).rejects.toThrow();
              }
            }
          }
        }
        expect(certificate.device).not.toBe(x.device);
      }),
      { numRuns: runs(4) },
    );
  },
  patience(30_000),
);
