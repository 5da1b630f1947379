import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, onHappening } from '../../src/rpc/index.ts';

type Listener = (message: unknown, sender: unknown, respond: (answer: unknown) => void) => boolean;

/** A browser whose background answers what the test says. */
function browserThat(sendMessage: (message: unknown) => Promise<unknown>, id: string | undefined = 'ours') {
  const listeners = new Set<Listener>();
  const onMessage = {
    addListener: (listener: Listener) => listeners.add(listener),
    removeListener: (listener: Listener) => listeners.delete(listener),
  };
  vi.stubGlobal('browser', { runtime: { id, sendMessage, onMessage, getURL: (path: string) => path } });
  return listeners;
}

afterEach(() => vi.unstubAllGlobals());

describe('call', () => {
  it('sends the question and gives the answer', async () => {
    const sent: unknown[] = [];
    browserThat((message) => {
      sent.push(message);
      return Promise.resolve({ ok: true, value: { phrase: 'words' } });
    });
    expect(await call('ways.drawPhrase', {})).toEqual({ phrase: 'words' });
    expect(sent).toEqual([{ ask: 'ways.drawPhrase', input: {} }]);
  });

  it('makes a refused question a typed error again', async () => {
    browserThat(() => Promise.resolve({ ok: false, code: 'phrase-word', detail: { position: 2 } }));
    await expect(call('ways.drawPhrase', {})).rejects.toMatchObject({ code: 'phrase-word', detail: { position: 2 } });
  });

  it.each([undefined, null, 7, {}, { ok: false }, { ok: 'yes' }])('takes %j for no answer', async (reply) => {
    browserThat(() => Promise.resolve(reply));
    await expect(call('status', {})).rejects.toMatchObject({ code: 'no-answer' });
  });

  it('says so when the background cannot be reached', async () => {
    browserThat(() => Promise.reject(new Error('Receiving end does not exist')));
    await expect(call('status', {})).rejects.toMatchObject({ code: 'no-answer' });
  });

  it('says so when its extension is gone', async () => {
    browserThat(() => Promise.resolve(undefined), '');
    await expect(call('status', {})).rejects.toMatchObject({ code: 'orphaned' });
  });
});

describe('onHappening', () => {
  let listeners: Set<Listener>;
  beforeEach(() => {
    listeners = browserThat(() => Promise.resolve(undefined));
  });

  it('hears happenings and nothing else, until it is ended', () => {
    const heard: unknown[] = [];
    const ending = new AbortController();
    onHappening((happening) => heard.push(happening), ending.signal);
    const tell = (message: unknown) => listeners.forEach((listener) => listener(message, {}, () => {}));
    tell({ push: 'happening', data: { type: 'status' } });
    tell({ push: 'order', data: { type: 'items' } });
    tell({ ask: 'status', input: {} });
    ending.abort();
    tell({ push: 'happening', data: { type: 'ways' } });
    expect(heard).toEqual([{ type: 'status' }]);
    expect(listeners.size).toBe(0);
  });
});
