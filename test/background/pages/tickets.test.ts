import { beforeEach, describe, expect, it } from 'vitest';
import { TicketError, Tickets } from '../../../src/background/pages/tickets.ts';
import { newId } from '../../../src/crypto/index.ts';
import type { Area } from '../../../src/platform/index.ts';
import type { ContentAsker, FrameAsker } from '../../../src/rpc/index.ts';
import { Life, MemoryArea } from '../support/memory.ts';

const content: ContentAsker = {
  role: 'content',
  tab: 7,
  frame: 0,
  document: 'D',
  origin: 'https://forum.example',
  host: 'forum.example',
  path: '/',
};
const frame: FrameAsker = { role: 'frame', tab: 7, frame: 12, document: 'F' };
const ownWindow: FrameAsker = { role: 'frame', tab: 9, frame: 0, document: 'W' };

describe('a ticket', () => {
  let now = 1_000_000;
  let area: Area;
  let tickets: Tickets;
  const page = newId();

  beforeEach(() => {
    now = 1_000_000;
    area = new MemoryArea().of(new Life());
    tickets = new Tickets(area, () => now);
  });

  it('names the document that it acts for', async () => {
    const id = await tickets.issue(content, page, 'compose');
    expect(await tickets.claim(id, frame, 'compose')).toMatchObject({ tab: 7, frame: 0, document: 'D', page });
  });

  it('belongs to the first frame that shows it', async () => {
    const id = await tickets.issue(content, page, 'compose');
    await tickets.claim(id, frame, 'compose');
    await expect(tickets.claim(id, frame, 'compose')).resolves.toBeDefined();
    for (const other of [{ ...frame, frame: 13 }, { ...frame, tab: 8 }, ownWindow]) {
      await expect(tickets.claim(id, other, 'compose')).rejects.toThrow(TicketError);
    }
  });

  it('stays with a frame that loads itself anew', async () => {
    const id = await tickets.issue(content, page, 'reveal');
    await tickets.claim(id, frame, 'reveal');
    await expect(tickets.claim(id, { ...frame, document: 'G' }, 'reveal')).resolves.toBeDefined();
  });

  it.each([
    ['a frame of another tab', { ...frame, tab: 8 }],
    ['the top of its own tab', { ...frame, frame: 0 }],
    ['a window that was not asked for', ownWindow],
    ['a frame of no tab', { role: 'frame', frame: 12 } as const],
  ])('is refused to %s', async (_, asker) => {
    const id = await tickets.issue(content, page, 'reveal');
    await expect(tickets.claim(id, asker, 'reveal')).rejects.toThrow(TicketError);
  });

  it('is good for what it was issued for only', async () => {
    const id = await tickets.issue(content, page, 'reveal');
    await expect(tickets.claim(id, frame, 'compose')).rejects.toThrow(TicketError);
  });

  it('may be used by a window once its document says so, and by that document alone', async () => {
    const id = await tickets.issue(content, page, 'compose');
    await expect(tickets.allowWindow(id, { ...content, frame: 3 })).rejects.toThrow(TicketError);
    await expect(tickets.allowWindow(id, { ...content, document: 'E' })).rejects.toThrow(TicketError);
    await tickets.allowWindow(id, content);
    await expect(tickets.claim(id, ownWindow, 'compose')).resolves.toBeDefined();
  });

  it('is not given to a window once a frame shows it', async () => {
    const id = await tickets.issue(content, page, 'compose');
    await tickets.claim(id, frame, 'compose');
    await expect(tickets.allowWindow(id, content)).rejects.toThrow(TicketError);
  });

  it('lapses when nobody shows it for two minutes, and after half a day', async () => {
    const unused = await tickets.issue(content, page, 'compose');
    const used = await tickets.issue(content, page, 'compose');
    await tickets.claim(used, frame, 'compose');
    now += 2 * 60_000;
    await expect(tickets.claim(unused, frame, 'compose')).rejects.toThrow(TicketError);
    await expect(tickets.claim(used, frame, 'compose')).resolves.toBeDefined();
    now += 12 * 3_600_000;
    await expect(tickets.claim(used, frame, 'compose')).rejects.toThrow(TicketError);
  });

  it('lapses when the clock goes backwards', async () => {
    const id = await tickets.issue(content, page, 'compose');
    now -= 1;
    await expect(tickets.claim(id, frame, 'compose')).rejects.toThrow(TicketError);
  });

  it('outlives the background', async () => {
    const id = await tickets.issue(content, page, 'compose');
    await tickets.claim(id, frame, 'compose');
    const reborn = new Tickets(area, () => now);
    await expect(reborn.claim(id, frame, 'compose')).resolves.toMatchObject({ page });
  });

  it('ends, and is one of 64 at most', async () => {
    const first = await tickets.issue(content, page, 'compose');
    const second = await tickets.issue(content, page, 'compose');
    await tickets.drop(second);
    await expect(tickets.claim(second, frame, 'compose')).rejects.toThrow(TicketError);
    await Promise.all(Array.from({ length: 70 }, () => tickets.issue(content, page, 'compose')));
    await expect(tickets.claim(first, frame, 'compose')).rejects.toThrow(TicketError);
  });

  it('is lost to none of several that are issued at once', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => tickets.issue(content, page, 'compose')));
    for (const [i, id] of ids.entries()) {
      await expect(tickets.claim(id, { ...frame, frame: 20 + i }, 'compose')).resolves.toBeDefined();
    }
  });
});
