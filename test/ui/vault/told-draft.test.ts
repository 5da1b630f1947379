import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import '../browser.ts';
import type { ItemView, LoginFields } from '../../../src/rpc/index.ts';
import { kindViews } from '../../../src/ui/items/index.ts';
import { Draft } from '../../../src/ui/vault/draft.ts';
import { Drafts } from '../../../src/ui/vault/drafts.ts';
import { PageState, Shelf, view } from './support.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a draft of a kind that is saved when told', () => {
  const { login } = kindViews;
  const stored = (fields: Partial<LoginFields>, revision = 1): ItemView => ({
    ...view({}, revision),
    item: { ...login.blank, ...fields },
  });
  let pageState: PageState;
  let shelf: Shelf;
  const opened = async (at?: ItemView): Promise<Draft<LoginFields>> => {
    const draft = new Draft<LoginFields>(pageState.save, login, at, shelf);
    await vi.advanceTimersByTimeAsync(0);
    return draft;
  };
  const typed = async (draft: Draft<LoginFields>, fields: Partial<LoginFields>): Promise<void> => {
    draft.edit(fields);
    await vi.advanceTimersByTimeAsync(500);
  };

  beforeEach(() => {
    pageState = new PageState();
    shelf = new Shelf();
  });

  test('keeps what is typed, and saves nothing before it is told', async () => {
    const draft = await opened();
    expect([draft.ready.value, draft.editing.value]).toEqual([true, true]);
    await typed(draft, { username: 'mira' });
    expect([draft.state.value, draft.unsaved, draft.keptAt.value]).toEqual(['kept', false, 100]);
    expect(pageState.asked).toEqual([]);
    const saving = draft.save();
    await vi.advanceTimersByTimeAsync(0);
    expect(pageState.asked).toEqual([{ item: { ...login.blank, username: 'mira' } }]);
    await pageState.answer(stored({ username: 'mira' }));
    await saving;
    expect([draft.state.value, draft.editing.value, shelf.kept.size]).toEqual(['saved', false, 0]);
  });

  test('begins for a page, unless something was begun before', async () => {
    const begun = { title: 'shop.example.org', urls: [{ url: 'https://shop.example.org', match: 'host' as const }] };
    const first = await opened();
    await first.begin(begun);
    expect(first.fields.value).toMatchObject(begun);
    await typed(first, { username: 'mira' });
    const next = await opened();
    await next.begin({ ...begun, title: 'other' });
    expect(next.fields.value).toMatchObject({ ...begun, username: 'mira' });
  });

  test('goes on in another window with what was kept, and is merged onto what others stored meanwhile', async () => {
    const first = await opened(stored({ username: 'mira' }, 4));
    await typed(first, { password: 'new' });
    const next = await opened(stored({ username: 'mira', accountId: '7' }, 5));
    expect(next.fields.value).toMatchObject({ username: 'mira', password: 'new', accountId: '' });
    expect([next.state.value, next.editing.value]).toEqual(['kept', true]);
    void next.save();
    await vi.advanceTimersByTimeAsync(0);
    expect(pageState.asked).toMatchObject([
      { id: 'n1', revision: 4, base: { password: '' }, item: { password: 'new' } },
    ]);
  });

  test('is still kept where saving fails, and the next press saves it', async () => {
    const draft = await opened();
    await typed(draft, { username: 'mira' });
    void draft.save();
    await vi.advanceTimersByTimeAsync(0);
    await pageState.refuse('offline');
    expect([draft.state.value, draft.editing.value, shelf.kept.size]).toEqual(['failed', true, 1]);
    const again = draft.save();
    await vi.advanceTimersByTimeAsync(0);
    await pageState.answer(stored({ username: 'mira' }));
    await again;
    expect([draft.state.value, shelf.kept.size]).toEqual(['saved', 0]);
  });

  test('is dropped by Cancel, shows what another window stored, and comes back by Undo', async () => {
    const draft = await opened(stored({ username: 'mira' }, 1));
    await typed(draft, { username: 'other' });
    draft.follow(stored({ username: 'mira', notes: 'x' }, 2));
    expect(draft.fields.value.username).toBe('other');
    const again = await draft.discard();
    expect(draft.fields.value).toMatchObject({ username: 'mira', notes: 'x' });
    expect([draft.state.value, shelf.kept.size]).toEqual(['saved', 0]);
    again();
    await vi.advanceTimersByTimeAsync(500);
    expect(draft.fields.value.username).toBe('other');
    expect([draft.state.value, shelf.kept.size]).toEqual(['kept', 1]);
  });

  test('says nothing of one that is what is stored', async () => {
    shelf.kept.set('n1', { item: { ...login.blank, username: 'mira' }, at: 1 });
    const draft = await opened(stored({ username: 'mira' }));
    expect([draft.state.value, draft.editing.value]).toEqual(['saved', false]);
  });

  test('of an item that is deleted elsewhere goes on as a new one, and takes the place of no other that is kept', async () => {
    shelf.kept.set('login', { item: { ...login.blank, username: 'begun' }, at: 1 });
    const draft = await opened(stored({ username: 'mira' }, 4));
    await typed(draft, { password: 'new' });
    draft.orphan();
    expect([draft.id, draft.of, draft.state.value, draft.meanwhile.value]).toEqual([
      undefined,
      'n1',
      'kept',
      'revived',
    ]);
    await typed(draft, { notes: 'typed on' });
    expect(shelf.kept.get('login')).toMatchObject({ item: { username: 'begun' } });
    const saving = draft.save();
    await vi.advanceTimersByTimeAsync(0);
    const item = { ...login.blank, username: 'mira', password: 'new', notes: 'typed on' };
    expect(pageState.asked).toEqual([{ item }]);
    await pageState.answer({ ...stored(item), id: 'n2' });
    await saving;
    expect([draft.of, draft.state.value, [...shelf.kept.keys()]]).toEqual(['n2', 'saved', ['login']]);
  });

  test('of an item that was deleted while nobody looked is offered where the item was', async () => {
    const items = new Drafts(pageState.save, kindViews, shelf);
    expect(await items.orphanOf('n1')).toBeUndefined();
    const edited = { ...login.blank, username: 'mira', password: 'new' };
    shelf.kept.set('n1', { revision: 4, base: { ...login.blank, username: 'mira' }, item: edited, at: 7 });
    const draft = await items.orphanOf('n1');
    await vi.advanceTimersByTimeAsync(0);
    expect([draft?.fields.value, draft?.id, draft?.of]).toEqual([edited, undefined, 'n1']);
    expect([draft?.state.value, draft?.editing.value, draft?.keptAt.value]).toEqual(['kept', true, 7]);
    expect(draft?.meanwhile.value).toBe('revived');
  });
});
