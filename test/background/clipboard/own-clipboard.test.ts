import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Parts } from '../../../src/background/parts.ts';
import type { Copied } from '../../../src/rpc/index.ts';
import { runs } from '../../support/runs.ts';
import { Life } from '../support/memory.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';

const second = 1_000;
let machine: Machine;
let parts: Parts;

beforeEach(() => {
  machine = new Machine();
  parts = machine.background();
});

const copy = (text: string, lasts = false): Promise<Copied> => windows(parts)('clipboard.copy', { text, lasts });
/** Time passes, and the browser's alarm rings, if one was set and its time has come. */
async function pass(seconds: number): Promise<void> {
  machine.now += seconds * second;
  const when = machine.alarms.get('clipboard');
  if (when === undefined || when > machine.now) return;
  machine.alarms.delete('clipboard');
  await parts.clipboard.woken();
}

describe('what was copied', () => {
  it('is cleared when its time is up, and not before', async () => {
    expect(await copy('hunter2')).toEqual({ clearsAt: machine.now + 30 * second, isBlind: false });
    await pass(29);
    expect(machine.clipboard.text).toBe('hunter2');
    await pass(1);
    expect(machine.clipboard.text).toBe('');
    expect(await windows(parts)('clipboard.state', {})).toEqual({});
    expect(machine.told).toContainEqual({ type: 'clipboard' });
  });

  it('is cleared by a background that knows of it from storage only', async () => {
    await copy('hunter2');
    parts = machine.background();
    await pass(30);
    expect(machine.clipboard.text).toBe('');
  });

  it('is cleared at the next wake, whatever wakes, and an early one sets the alarm again', async () => {
    await copy('hunter2');
    machine.alarms.clear();
    parts = machine.background();
    await parts.clipboard.woken();
    expect(machine.alarms.get('clipboard')).toBe(machine.now + 30 * second);
    machine.now += 3_600 * second;
    await machine.background().clipboard.woken();
    expect(machine.clipboard.text).toBe('');
  });

  it('goes early where the clock was set back', async () => {
    await copy('hunter2');
    machine.now -= 86_400 * second;
    await parts.clipboard.woken();
    expect(machine.clipboard.text).toBe('');
  });

  it('is left alone where somebody else copied since, if we may look', async () => {
    await copy('hunter2');
    machine.clipboard.text = 'a recipe';
    await pass(30);
    expect(machine.clipboard.text).toBe('a recipe');
    expect(await windows(parts)('clipboard.state', {})).toEqual({});
  });

  it('is cleared whatever lies there, if we may not look, and that is told', async () => {
    machine.clipboard.mayRead = false;
    expect((await copy('hunter2')).isBlind).toBe(true);
    machine.clipboard.text = 'a recipe';
    await pass(30);
    expect(machine.clipboard.text).toBe('');
  });

  it('is known again though the system writes line breaks in a way of its own', async () => {
    await copy('one\ntwo');
    machine.clipboard.text = 'one\r\ntwo';
    await pass(30);
    expect(machine.clipboard.text).toBe('');
  });

  it('stays where a person wants that, or nothing of it is secret', async () => {
    await copy('hunter2');
    await windows(parts)('copying.save', { clearAfter: 0, mainAction: 'password', codeAfterPassword: false });
    expect(await copy('sesame')).toEqual({});
    await pass(3_600);
    expect(machine.clipboard.text).toBe('sesame');
    await windows(parts)('copying.save', { clearAfter: 10, mainAction: 'password', codeAfterPassword: false });
    await copy('hunter2');
    expect(await copy('LK1 armored', true)).toEqual({});
    await pass(3_600);
    expect(machine.clipboard.text).toBe('LK1 armored');
  });

  it('counts from the last copy', async () => {
    await copy('hunter2');
    await pass(20);
    await copy('sesame');
    await pass(10);
    expect(machine.clipboard.text).toBe('sesame');
    await pass(20);
    expect(machine.clipboard.text).toBe('');
  });

  it('goes at once when a person says so', async () => {
    await copy('hunter2');
    await windows(parts)('clipboard.clear', {});
    expect(machine.clipboard.text).toBe('');
    machine.clipboard.text = 'a recipe';
    await pass(30);
    expect(machine.clipboard.text).toBe('a recipe');
  });

  it('lies nowhere in what outlives a background', async () => {
    await copy('correct horse battery');
    const kept = [...machine.memory.values.values(), ...machine.local.values.values()].join('\n');
    expect(kept).not.toContain('correct horse');
    expect(kept).not.toContain(btoa('correct horse battery').slice(0, 16));
    // Two copies of one text look different.
    const before = machine.memory.values.get('copied');
    await copy('correct horse battery');
    expect(machine.memory.values.get('copied')).not.toBe(before);
  });
});

describe('a clipboard that refuses', () => {
  it('is told by its code, and what was copied before is cleared in time', async () => {
    await copy('hunter2');
    machine.clipboard.refuses = true;
    await expect(copy('sesame')).rejects.toMatchObject({ code: 'clipboard' });
    machine.clipboard.refuses = false;
    expect(machine.clipboard.text).toBe('hunter2');
    await pass(30);
    expect(machine.clipboard.text).toBe('');
  });

  it('is asked again at the next wake, when it refused to be cleared', async () => {
    await copy('hunter2');
    machine.clipboard.refuses = true;
    await expect(pass(30)).rejects.toMatchObject({ code: 'clipboard' });
    machine.clipboard.refuses = false;
    await parts.clipboard.woken();
    expect(machine.clipboard.text).toBe('');
  });
});

it('is cleared wherever its background was stopped', async () => {
  // Counted, so that no step is left out.
  const whole = new Life();
  await windows(machine.background(whole))('clipboard.copy', { text: 'hunter2', lasts: false });
  expect(whole.steps).toBeGreaterThan(2);
  for (let last = 1; last <= whole.steps; last += 1) {
    for (const after of [false, true]) {
      machine = new Machine();
      const doomed = windows(machine.background(new Life(last, after)));
      await doomed('clipboard.copy', { text: 'hunter2', lasts: false }).catch(() => undefined);
      machine.now += 30 * second;
      await machine.background().clipboard.woken();
      expect([last, after, machine.clipboard.text]).toEqual([last, after, '']);
    }
  }
});

it('settings that are none count as not stored', async () => {
  const choices = fc.record({ clearAfter: fc.anything(), mainAction: fc.anything(), codeAfterPassword: fc.anything() });
  await fc.assert(
    fc.asyncProperty(fc.oneof(choices, fc.anything()), async (stored) => {
      machine.local.values.set('copying', JSON.stringify([stored]).slice(1, -1));
      const settings = await windows(parts)('copying.read', {});
      expect([10, 30, 60, 300, 0]).toContain(settings.clearAfter);
      expect(await windows(parts)('copying.save', settings)).toEqual(settings);
      expect(await windows(parts)('copying.read', {})).toEqual(settings);
    }),
    { numRuns: runs(100) },
  );
});
