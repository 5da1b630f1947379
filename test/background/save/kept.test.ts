import { beforeEach, describe, expect, it } from 'vitest';
import { toBase64url } from '../../../src/encoding/index.ts';
import type { FrameAsker, SaveOffer } from '../../../src/rpc/index.ts';
import { windows } from '../support/windows.ts';
import { Desk, minute, mira, password, shop } from './desk.ts';

const frame: FrameAsker = { role: 'frame', tab: 7, frame: 12 };

describe('a typed login that waits', () => {
  let desk: Desk;

  beforeEach(async () => {
    desk = new Desk();
    await desk.open();
  });

  it('lies sealed wherever it lies, outlives a stop of the background, and is gone after half an hour', async () => {
    await desk.send();
    await desk.outcome('gone');
    const stored = desk.stored();
    expect(stored).not.toContain('canary');
    expect(stored).not.toContain('mira');
    desk.start();
    expect(await desk.offers()).toHaveLength(1);
    desk.machine.now += 14 * minute;
    await desk.parts.session.vault();
    desk.machine.now += 14 * minute;
    await desk.parts.session.vault();
    desk.machine.now += 3 * minute;
    expect(await desk.offers()).toEqual([]);
  });

  it('is sealed while all is locked, says nothing, and is offered quietly after the unlock, also of a browser that was closed', async () => {
    await desk.parts.session.lock('demand');
    await desk.send();
    await desk.outcome('gone');
    expect(desk.tab.orders).toEqual([]);
    const stored = desk.stored();
    expect(stored).not.toContain('canary');
    expect(await desk.saves.isOffering()).toBe(false);
    await expect(desk.offers()).rejects.toThrow();
    desk.machine.memory.values.clear();
    desk.start();
    await windows(desk.parts)('unlock.password', { password });
    expect(await desk.offers()).toMatchObject([{ host: 'shop.example', username: 'mira', whileLocked: true }]);
    await desk.saves.woken(shop);
    expect(desk.tab.orders).not.toContain('save');
    await desk.saveFirst();
    expect(await desk.kept()).toMatchObject([{ password: 'canary-one' }]);
  });

  it('is gone a day after it was typed while all was locked', async () => {
    await desk.parts.session.lock('demand');
    await desk.send();
    await windows(desk.parts)('unlock.password', { password });
    desk.machine.now += 24 * 60 * minute - 1;
    await windows(desk.parts)('unlock.password', { password });
    expect(await desk.offers()).toHaveLength(1);
    desk.machine.now += 1;
    expect(await desk.offers()).toEqual([]);
  });

  it('is sealed by the new key as soon as the keys were renewed: no former device reads it', async () => {
    const waiting = () =>
      JSON.parse(desk.machine.memory.values.get('sendings') ?? '[]') as readonly { readonly epoch: string }[];
    await desk.send();
    await windows(desk.parts)('devices.renewKeys', {});
    await desk.send({ ...mira, username: 'later' }, shop, 'form-2');
    await desk.parts.session.lock('demand');
    await desk.send({ ...mira, username: 'locked' }, shop, 'form-3');
    await windows(desk.parts)('unlock.password', { password });
    const current = toBase64url((await desk.parts.session.vault()).domainKey('logins')?.epoch ?? new Uint8Array());
    const [before, later, locked] = waiting();
    expect([before?.epoch === current, later?.epoch, locked?.epoch]).toEqual([false, current, current]);
    desk.machine.now += minute;
    expect(await desk.names()).toEqual(['locked', 'later', 'mira']);
  });

  it('cannot flood anybody: of one tab the last four stay, of all tabs the last thirty-two', async () => {
    for (let at = 0; at < 100; at += 1) {
      await desk.ask['save.sent'](
        { page: desk.page, form: `form-${String(at)}`, sent: { ...mira, username: `u${String(at)}` } },
        shop,
      );
    }
    desk.machine.now += 10_000;
    expect(await desk.names()).toEqual(['u99', 'u98', 'u97', 'u96']);
    for (let other = 100; other < 140; other += 1) {
      await desk.send({ ...mira, username: `t${String(other)}` }, { ...shop, tab: other });
    }
    desk.machine.now += 10_000;
    expect(await desk.offers()).toHaveLength(32);
  });

  describe('in the frame of its tab', () => {
    const claim = async (at = frame): Promise<{ ticket: string; offer: SaveOffer | undefined }> => {
      const ticket = await desk.parts.tickets.issue(shop, desk.page, 'save');
      return { ticket, offer: (await desk.ask['save.task']({ ticket }, at)).offer };
    };

    it('is named, its password told when asked for, and answered', async () => {
      await desk.send();
      await desk.outcome('gone');
      const { ticket, offer } = await claim();
      expect(JSON.stringify(offer)).not.toContain('canary');
      const id = offer?.id ?? '';
      expect(await desk.ask['save.password']({ ticket, offer: id }, frame)).toEqual({ password: 'canary-one' });
      await desk.ask['save.answer']({ ticket, offer: id, answer: { do: 'save', edit: true } }, frame);
      expect(desk.machine.opened).toEqual([expect.stringMatching(/^vault\.html#item\//)]);
      expect(await desk.ask['save.task']({ ticket }, frame)).toEqual({});
    });

    it('is told to no frame of another tab, nor by a ticket for something else', async () => {
      await desk.send({ ...mira }, { ...shop, tab: 8 });
      await desk.outcome('gone', { ...shop, tab: 8 });
      const [offer] = await desk.offers();
      const { ticket } = await claim();
      expect(offer).toBeDefined();
      expect((await desk.ask['save.task']({ ticket }, frame)).offer).toBeUndefined();
      await expect(desk.ask['save.password']({ ticket, offer: offer?.id ?? '' }, frame)).rejects.toThrow();
      const reveal = await desk.parts.tickets.issue(shop, desk.page, 'reveal');
      await expect(desk.ask['save.task']({ ticket: reveal }, frame)).rejects.toThrow();
      await expect(desk.ask['save.task']({ ticket }, { ...frame, tab: 8 })).rejects.toThrow();
    });

    it('says nothing while all is locked', async () => {
      await desk.send();
      await desk.outcome('gone');
      const { ticket, offer } = await claim();
      await desk.parts.session.lock('demand');
      expect(await desk.ask['save.task']({ ticket }, frame)).toEqual({});
      await expect(desk.ask['save.password']({ ticket, offer: offer?.id ?? '' }, frame)).rejects.toThrow();
    });
  });
});
