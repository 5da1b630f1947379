import { beforeEach, describe, expect, it } from 'vitest';
import { KeyUpkeep } from '../../../src/background/devices/index.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

let person: Person;
let laptop: Browser;

beforeEach(async () => {
  person = await Person.arrive();
  laptop = await person.settledBrowser();
  await laptop.note('Alarm code');
  await laptop.settled();
});

describe('keys', () => {
  const renewed = async (browser: Browser): Promise<number> => browser.parts.session.vault().then((v) => v.generation);

  it('are renewed by themselves after a year, or when a person wants it, and everything is sealed under them', async () => {
    expect(await laptop.ask('devices.renewal', {})).toMatchObject({ every: 'year', left: 0 });
    const first = await renewed(laptop);
    await laptop.parts.upkeep.run(0);
    expect(await renewed(laptop)).toBe(first);
    person.store.clock.forward(366 * 24 * 3_600_000);
    await laptop.ask('unlock.password', { password: person.password });
    await person.renew(laptop);
    await laptop.parts.upkeep.run(0);
    expect(await renewed(laptop)).toBe(first + 1);
    expect(await laptop.ask('devices.renewal', {})).toMatchObject({ left: 0 });
    await laptop.settled();
    await laptop.ask('devices.renewal.save', { every: 'never' });
    person.store.clock.forward(366 * 24 * 3_600_000);
    await laptop.ask('unlock.password', { password: person.password });
    await person.renew(laptop);
    await laptop.parts.upkeep.run(0);
    expect(await renewed(laptop)).toBe(first + 1);
    expect(await laptop.titles()).toEqual(['Alarm code']);
  });

  it('are seen to at once where somebody wants it, also while a run waits for its minute', async () => {
    const first = await renewed(laptop);
    person.store.clock.forward(366 * 24 * 3_600_000);
    await laptop.ask('unlock.password', { password: person.password });
    await person.renew(laptop);
    const upkeep = new KeyUpkeep(laptop.parts, () => new Promise(() => undefined));
    const waiting = upkeep.run();
    expect(await renewed(laptop)).toBe(first);
    await upkeep.run(0);
    await waiting;
    expect(await renewed(laptop)).toBe(first + 1);
  });
});
