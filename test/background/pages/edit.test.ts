import { beforeEach, describe, expect, it } from 'vitest';
import type { Parts } from '../../../src/background/parts.ts';
import { pageHandlers } from '../../../src/background/pages/pages.ts';
import { Machine } from '../support/parts.ts';
import { actions, composeTask, content, Document, frame } from '../support/document.ts';
import { windows } from '../support/windows.ts';

describe('a text that is written anew', () => {
  let parts: Parts;
  let document: Document;
  let ask: ReturnType<typeof pageHandlers>;
  let revealing: string;
  const offer = async (kind: 'compose' | 'reveal'): Promise<string> =>
    (await ask['page.offer']({ page: document.page, kind }, content)).ticket;
  const editing = async (isInField: boolean) => {
    const after = { ticket: revealing, isInField };
    document.task = composeTask;
    return (await ask['page.offer']({ page: document.page, kind: 'compose', after }, content)).ticket;
  };
  beforeEach(async () => {
    parts = new Machine().background();
    document = new Document();
    ask = pageHandlers(parts, actions(document));
    await windows(parts)('vault.create', { password: 'a long enough password', deviceName: 'Test' });
    const { armored } = await ask['compose.seal'](
      { ticket: await offer('compose'), text: 'read me', replace: true },
      frame,
    );
    document.task = { kind: 'reveal', site: 'forum.example', readings: [armored], before: [] };
    revealing = await offer('reveal');
  });

  it('comes into the frame that follows, once, and takes the place of what stood in its field', async () => {
    expect(await ask['reveal.edit']({ ticket: revealing }, frame)).toEqual({ begun: true });
    const ticket = await editing(true);
    const { typed, draft } = await ask['compose.task']({ ticket }, frame);
    expect([typed, draft]).toEqual([{ text: 'read me', replace: true }, undefined]);
    const again = await editing(true);
    expect(await ask['compose.task']({ ticket: again }, frame)).toMatchObject({ draft: null });
  });

  it('stands below what was kept at that field', async () => {
    const before = await editing(false);
    await ask['compose.task']({ ticket: before }, frame);
    await ask['compose.keep']({ ticket: before, text: 'kept', replace: false }, frame);
    document.task = { kind: 'reveal', site: 'forum.example', readings: [document.field], before: [] };
    await ask['reveal.edit']({ ticket: revealing }, frame);
    const ticket = await editing(false);
    expect((await ask['compose.task']({ ticket }, frame)).typed).toEqual({ text: 'kept\nread me', replace: false });
  });

  it('stays where it is in a page without a field, and while locked', async () => {
    document.hasField = false;
    expect(await ask['reveal.edit']({ ticket: revealing }, frame)).toEqual({ begun: false });
    expect(await ask['compose.task']({ ticket: await editing(false) }, frame)).not.toHaveProperty('typed');
    document.task = { kind: 'reveal', site: 'forum.example', readings: [document.field], before: [] };
    await parts.session.lock('demand');
    await expect(ask['reveal.edit']({ ticket: revealing }, frame)).rejects.toMatchObject({ code: 'locked' });
  });
});
