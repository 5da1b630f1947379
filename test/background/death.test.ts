import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../src/encoding/index.ts';
import { newId } from '../../src/crypto/index.ts';
import { newItem } from '../../src/items/index.ts';
import { Machine } from './support/parts.ts';
import { Life } from './support/memory.ts';
import { windows } from './support/windows.ts';
import type { Ask } from './support/windows.ts';

const [before, after] = ['the password before', 'the password after'];
const canary = {
  kind: 'note',
  title: 'canary',
  body: 'sings',
  favourite: false,
  tags: [],
  folder: '',
  fields: [],
} as const;
const prf = toBase64url(new Uint8Array(32).fill(5));
const credentialId = toBase64url(new Uint8Array(16).fill(6));

/** A machine with a vault in it, unlocked, one note, two ways in, and a background that was just started. */
async function prepared(): Promise<Machine> {
  const machine = new Machine();
  const parts = machine.background();
  const ask = windows(parts);
  await ask('vault.create', { password: before, deviceName: 'Here' });
  await ask('ways.addPhrase', { ...(await ask('ways.drawPhrase', {})), name: 'Paper' });
  await (
    await parts.session.vault()
  ).records.write({ put: [{ id: newId(), domain: 'notes', body: newItem(canary, machine.now) }] });
  return machine;
}

const wayOf = async (ask: Ask, kind: string): Promise<string> =>
  (await ask('ways.list', {})).find((way) => way.kind === kind)?.id ?? '';

/** Each flow, and how the vault looks when all of it happened. */
const flows: Record<string, { run: (ask: Ask) => Promise<unknown>; happened: (ask: Ask) => Promise<boolean> }> = {
  'a password change': {
    run: (ask) => ask('ways.changePassword', { password: after }),
    happened: async (ask) => (await ask('about', {})).generation >= 2,
  },
  'a new phrase': {
    run: async (ask) => ask('ways.addPhrase', { ...(await ask('ways.drawPhrase', {})), name: 'Safe' }),
    happened: async (ask) => (await ask('ways.list', {})).some(({ name }) => name === 'Safe'),
  },
  'a way in removed': {
    run: async (ask) => ask('ways.remove', { id: await wayOf(ask, 'phrase') }),
    happened: async (ask) => (await ask('ways.list', {})).length === 1,
  },
  'a way in renamed': {
    run: async (ask) => ask('ways.rename', { id: await wayOf(ask, 'phrase'), name: 'Attic' }),
    happened: async (ask) => (await ask('ways.list', {})).some(({ name }) => name === 'Attic'),
  },
  'a passkey added': {
    run: async (ask) => {
      const { ticket } = await ask('passkey.start', { purpose: 'add', name: 'Laptop' });
      await ask('passkey.done', { ticket, credentialId, prf });
    },
    happened: async (ask) => (await ask('ways.list', {})).length >= 3,
  },
  'an unlock': {
    run: async (ask) => {
      await ask('lock', {});
      await ask('unlock.password', { password: before });
    },
    happened: () => Promise.resolve(true),
  },
  'new lock times': {
    run: (ask) => ask('settings.save', { lockMessagesAfter: 2, lockEverythingAfter: 3 }),
    happened: async (ask) => (await ask('settings.read', {})).lockMessagesAfter === 2,
  },
};

const opens = (ask: Ask, password: string): Promise<boolean> =>
  ask('unlock.password', { password }).then(
    () => true,
    () => false,
  );

async function stepsOf(run: (ask: Ask) => Promise<unknown>, machine: Machine): Promise<number> {
  const life = new Life();
  await run(windows(machine.background(life)));
  return life.steps;
}

/** Every step at which a background may die, each just before and just after it took effect. */
function* deaths(steps: number): Generator<Life> {
  for (let step = 1; step <= steps; step++) {
    yield new Life(step, false);
    yield new Life(step, true);
  }
}

describe.each(Object.entries(flows))('the background dying during %s', (name, { run, happened }) => {
  it('leaves the state before or after, never one between', async () => {
    const steps = await stepsOf(run, await prepared());
    expect(steps).toBeGreaterThan(0);
    for (const life of deaths(steps)) {
      const machine = await prepared();
      const told = await run(windows(machine.background(life))).then(
        () => 'done',
        () => 'failed',
      );
      // It died: in what was asked, or in what it does by itself after its answer.
      expect(life.isOver()).toBe(true);

      const parts = machine.background();
      const ask = windows(parts);
      // Whatever survived in the browser's memory is a whole session or none.
      const survived = await ask('about', {}).then(
        () => 'open',
        (error: unknown) => (error as { code?: string }).code,
      );
      expect(['open', 'locked']).toContain(survived);

      const works = [await opens(ask, before), await opens(ask, after)];
      const changed = name === 'a password change' && (await happened(ask));
      expect(works).toEqual([!changed, changed]);

      // What was told as done is done.
      const hasHappened = await happened(ask);
      expect(hasHappened || told === 'failed').toBe(true);
      expect(await (await parts.session.vault()).records.check()).toEqual({ damaged: [] });
      expect((await parts.session.vault()).records.entries()).toHaveLength(1);
      const titles = (await parts.session.vault()).records.entries().map(({ title }) => title);
      expect(titles).toEqual(['canary']);
    }
  });

  it('can be done again afterwards', async () => {
    const steps = await stepsOf(run, await prepared());
    for (const life of deaths(steps)) {
      const machine = await prepared();
      await run(windows(machine.background(life))).catch(() => undefined);
      const ask = windows(machine.background());
      if (!(await opens(ask, before))) await opens(ask, after);
      await run(ask).catch(async (error: unknown) => {
        // What is done cannot be done again, and says so; then it must have happened the first time.
        if (!(await happened(ask))) throw error;
      });
      expect(await happened(ask)).toBe(true);
    }
  });
});

describe('the background dying while a vault is made', () => {
  const run = (ask: Ask) => ask('vault.create', { password: after, deviceName: 'Here' });

  it('leaves no vault, or one that the password opens', async () => {
    const steps = await stepsOf(run, new Machine());
    let made = 0;
    for (const life of deaths(steps)) {
      const machine = new Machine();
      await run(windows(machine.background(life))).catch(() => undefined);
      const ask = windows(machine.background());
      const { vault } = await ask('status', {});
      if (vault === 'none') await run(ask);
      else made += 1;
      await ask('lock', {});
      expect(await opens(ask, after)).toBe(true);
    }
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(2 * steps);
  });
});

describe('the background dying during a lock', () => {
  it('leaves nothing half locked: the key is gone as soon as anything is', async () => {
    const run = (ask: Ask) => ask('lock', {});
    const steps = await stepsOf(run, await prepared());
    for (const life of deaths(steps)) {
      const machine = await prepared();
      await run(windows(machine.background(life))).catch(() => undefined);
      const { lock } = await windows(machine.background())('status', {});
      const kept = ['times', 'masterKey'].map((key) => machine.memory.values.has(key));
      expect(kept).toEqual(lock === 'locked' ? [false, false] : [true, true]);
    }
  });
});
