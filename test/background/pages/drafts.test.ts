import { beforeEach, describe, expect, it } from 'vitest';
import { pageHandlers } from '../../../src/background/pages/pages.ts';
import type { Parts } from '../../../src/background/parts.ts';
import { actions, composeTask, content, Document, frame } from '../support/document.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';

const password = 'a long enough password';

describe('a compose box', () => {
  let machine: Machine;
  let parts: Parts;
  let document: Document;
  let ask: ReturnType<typeof pageHandlers>;
  const offer = async (): Promise<string> =>
    (await ask['page.offer']({ page: document.page, kind: 'compose' }, content)).ticket;

  beforeEach(async () => {
    machine = new Machine();
    parts = machine.background();
    document = new Document();
    ask = pageHandlers(parts, actions(document));
    await windows(parts)('vault.create', { password, deviceName: 'Test' });
  });

  describe('a draft', () => {
    const draft = { text: 'canary: half a thought', replace: true };
    const begin = async (): Promise<string> => {
      const ticket = await offer();
      await ask['compose.task']({ ticket }, frame);
      return ticket;
    };
    const found = async (): Promise<unknown> => (await ask['compose.task']({ ticket: await begin() }, frame)).draft;

    it('is offered again at its field, and nowhere else', async () => {
      const ticket = await begin();
      await ask['compose.keep']({ ticket, ...draft }, frame);
      await ask['frame.close']({ ticket }, frame);
      expect(await found()).toEqual({ ...draft, at: machine.now });
      document.task = { ...composeTask, field: '/t/2' };
      expect(await found()).toBeNull();
      document.task = { ...composeTask, site: 'other.example' };
      expect(await found()).toBeNull();
    });

    it('is one a field, and none once its text is put there or emptied', async () => {
      const ticket = await begin();
      await ask['compose.keep']({ ticket, ...draft }, frame);
      await ask['compose.keep']({ ticket, text: 'a later one', replace: false }, frame);
      expect(await found()).toMatchObject({ text: 'a later one' });
      await ask['compose.keep']({ ticket, text: '', replace: false }, frame);
      expect(await found()).toBeNull();
      await ask['compose.keep']({ ticket, ...draft }, frame);
      document.isUnruly = true;
      await ask['compose.seal']({ ticket, ...draft }, frame);
      expect(await found()).toMatchObject(draft);
      document.isUnruly = false;
      await ask['compose.seal']({ ticket, ...draft }, frame);
      expect(await found()).toBeNull();
    });

    it('is no reason to tell a text that was put as not put, where a lock fell meanwhile', async () => {
      const tabs = actions(document);
      ask = pageHandlers(parts, {
        ...tabs,
        ask: async (...order) => {
          const answer = await tabs.ask(...order);
          if ((order[3] as { order: string }).order === 'put') await parts.session.lock('demand');
          return answer;
        },
      });
      const ticket = await begin();
      await ask['compose.keep']({ ticket, ...draft }, frame);
      expect(await ask['compose.seal']({ ticket, ...draft }, frame)).toMatchObject({ outcome: 'put' });
      expect(await parts.session.state()).toMatchObject({ lock: 'locked' });
    });

    it('outlives background, browser and a way in that went, and tells nobody who looks at the disk', async () => {
      const text = 'canary: half an emoji \ud83d';
      await ask['compose.keep']({ ticket: await begin(), text, replace: false }, frame);
      const disk = JSON.stringify([...machine.local.values]);
      expect(disk).toContain('drafts');
      expect(disk).not.toMatch(/canary|forum|\/t\/1/);
      expect(JSON.stringify([...machine.memory.values])).not.toContain('canary');
      const [way] = await windows(parts)('ways.list', {});
      await windows(parts)('ways.addPhrase', { ...(await windows(parts)('ways.drawPhrase', {})), name: 'Paper' });
      await windows(parts)('ways.remove', { id: way?.id ?? '' });
      machine.memory.values.delete('tickets');
      ask = pageHandlers(machine.background(), actions(document));
      expect(await found()).toMatchObject({ text });
    });

    it('is neither kept nor offered while locked, and looking puts no lock off', async () => {
      const ticket = await begin();
      await ask['compose.keep']({ ticket, ...draft }, frame);
      const usedAt = machine.now;
      machine.now += 60_000;
      expect(await found()).toMatchObject(draft);
      expect(await parts.session.state()).toMatchObject({ times: { usedAt } });
      await parts.session.lock('demand');
      await expect(ask['compose.keep']({ ticket, ...draft }, frame)).rejects.toMatchObject({ code: 'locked' });
      expect(await found()).toBeUndefined();
      await windows(parts)('unlock.password', { password });
      expect(await found()).toMatchObject(draft);
    });

    it('goes where more than 32 others are kept later', async () => {
      const keep = async (field: string): Promise<void> => {
        document.task = { ...composeTask, field };
        await ask['compose.keep']({ ticket: await begin(), ...draft }, frame);
      };
      for (let other = 0; other < 33; other += 1) await keep(`/t/${other}`);
      expect(await found()).toMatchObject(draft);
      document.task = { ...composeTask, field: '/t/0' };
      expect(await found()).toBeNull();
      document.task = { ...composeTask, field: '/t/1' };
      expect(await found()).toMatchObject(draft);
    });
  });

  it('Enter begins a line in a tall field, and does what was chosen on this site', async () => {
    const enter = async (): Promise<string> => (await ask['compose.task']({ ticket: await offer() }, frame)).enter;
    expect(await enter()).toBe('encrypt');
    document.task = { ...composeTask, tall: true };
    expect(await enter()).toBe('line');
    await ask['compose.enter']({ ticket: await offer(), enter: 'encrypt' }, frame);
    expect(await enter()).toBe('encrypt');
    document.task = { ...composeTask, site: 'other.example', tall: true };
    expect(await enter()).toBe('line');
  });
});
