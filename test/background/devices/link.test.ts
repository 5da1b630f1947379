import { describe, expect, it } from 'vitest';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

/** A person with a browser that has a vault, and a new one. */
async function pair(): Promise<{ person: Person; old: Browser; fresh: Browser }> {
  const person = await Person.arrive();
  const old = await person.settledBrowser();
  await old.note('Alarm code');
  await old.settled();
  return { person, old, fresh: person.browser() };
}

/** Up to the number: both tickets, and what the new browser shows. */
async function met(person: Person, old: Browser, fresh: Browser) {
  const shown = await fresh.ask('link.show', { address: person.address });
  const { ticket: reading } = await old.ask('link.read', { code: shown.code });
  const number = await fresh.ask('link.shown', { ticket: shown.ticket });
  const asked = await old.ask('link.asked', { ticket: reading });
  return { showing: shown.ticket, code: shown.code, reading, number, asked };
}

const of = (state: { at: string; number?: string }): string => (state.at === 'number' ? (state.number ?? '') : '');

describe('a new browser', () => {
  it('gets in by a code that another one reads, and by no secret', async () => {
    const { person, old, fresh } = await pair();
    const { showing, reading, number, asked } = await met(person, old, fresh);
    expect(number).toMatchObject({ at: 'number', number: expect.stringMatching(/^\d{6}$/) as string });
    expect(asked).toMatchObject({ at: 'choose', numbers: expect.arrayContaining([of(number)]) as string[] });
    await old.ask('link.choose', { ticket: reading, number: of(number) });
    expect(await old.ask('link.asked', { ticket: reading })).toEqual({ at: 'handed' });
    const confirm = await fresh.ask('link.shown', { ticket: showing });
    expect(confirm).toMatchObject({
      at: 'confirm',
      vault: { name: person.email, device: 'first browser', others: [], devices: 1, items: 1 },
    });
    expect(await fresh.ask('status', {})).toMatchObject({ vault: 'none' });
    await fresh.ask('link.accept', { ticket: showing, deviceName: 'new browser' });
    await fresh.settled();
    expect(await fresh.titles()).toEqual(['Alarm code']);
    await fresh.note('Bike lock');
    await fresh.settled();
    await old.ask('account.sync', {});
    expect(await old.titles()).toEqual(['Alarm code', 'Bike lock']);
    expect(await old.ask('about', {})).toMatchObject({ head: (await fresh.ask('about', {})).head });
  });
});
