import { describe, expect, it } from 'vitest';
import type { Sender } from '../../src/platform/index.ts';
import type { Handlers } from '../../src/rpc/index.ts';
import { answer } from '../../src/rpc/answer.ts';
import { identify } from '../../src/rpc/asker.ts';
import { questions } from '../../src/rpc/contract/index.ts';

const self = { id: 'ours', origin: 'chrome-extension://ours' };
const popup: Sender = { id: 'ours', url: 'chrome-extension://ours/popup.html', origin: self.origin };
const tab: Sender = { id: 'ours', url: 'chrome-extension://ours/vault.html#settings', tab: 3, frame: 0 };
const frame: Sender = { id: 'ours', url: 'chrome-extension://ours/compose.html', tab: 4, frame: 7, document: 'd' };
const page: Sender = { id: 'ours', url: 'https://site.example/a?b', origin: 'https://site.example', tab: 5, frame: 0 };

describe('who asks', () => {
  it.each([
    ['popup', popup, { role: 'window' }],
    ['tab of ours', tab, { role: 'window', tab: 3 }],
    ['compose frame', frame, { role: 'frame', tab: 4, frame: 7, document: 'd' }],
    ['reveal window', { ...popup, url: `${self.origin}/reveal.html#t`, tab: 9 }, { role: 'frame', tab: 9, frame: 0 }],
    [
      'content script',
      page,
      { role: 'content', tab: 5, frame: 0, origin: 'https://site.example', host: 'site.example', path: '/a' },
    ],
    [
      'content script on another port',
      { ...page, url: 'http://localhost:8080/', origin: 'http://localhost:8080', document: 'x' },
      {
        role: 'content',
        tab: 5,
        frame: 0,
        document: 'x',
        origin: 'http://localhost:8080',
        host: 'localhost',
        path: '/',
      },
    ],
    [
      'content script, origin not told by the browser',
      { id: 'ours', url: 'https://site.example/', tab: 5, frame: 2 },
      { role: 'content', tab: 5, frame: 2, origin: 'https://site.example', host: 'site.example', path: '/' },
    ],
    [
      'content script in a frame without an address of its own',
      { ...page, url: 'about:srcdoc', frame: 3 },
      { role: 'content', tab: 5, frame: 3, origin: 'https://site.example', host: 'site.example', path: '/' },
    ],
  ] satisfies [string, Sender, object][])('%s', (_, sender, asker) => {
    expect(identify(sender, self)).toEqual(asker);
  });

  it.each([
    ['another extension', { ...popup, id: 'theirs' }],
    ['nobody', {}],
    ['no address', { id: 'ours' }],
    ['no address that parses', { id: 'ours', url: 'nonsense' }],
    ['a window page inside a web page', { ...tab, frame: 2 }],
    ['a window page inside our popup', { ...popup, frame: 1 }],
    ['a sandboxed page', { ...page, origin: 'null' }],
    ['a blank frame with an opaque origin', { ...page, url: 'about:blank', origin: 'null' }],
    ['a file', { ...page, url: 'file:///etc/hosts', origin: 'file://' }],
    ['a data address', { ...page, url: 'data:text/html,x', origin: 'null' }],
    [
      'another extension’s page',
      { ...page, url: 'chrome-extension://theirs/popup.html', origin: 'chrome-extension://theirs' },
    ],
    ['a host that looks like ours', { ...page, url: 'chrome-extension://ours.example/popup.html', origin: 'x://ours' }],
    ['a page without a tab', { id: 'ours', url: 'https://site.example/', origin: 'https://site.example', frame: 0 }],
    ['a page without a frame', { id: 'ours', url: 'https://site.example/', origin: 'https://site.example', tab: 1 }],
  ] satisfies [string, Sender][])('refuses %s', (_, sender) => {
    expect(() => identify(sender, self)).toThrow(expect.objectContaining({ code: 'forbidden' }));
  });
});

class PhraseLike extends Error {
  readonly code = 'phrase-word';
  readonly position = 3;
  readonly suggestions = ['abandon'];
  readonly typed = 'abandom';
}

function answering(handle: (name: string, input: unknown) => unknown) {
  const reports: string[] = [];
  const handlers = new Proxy({} as Handlers, {
    get: (_, name) => (input: unknown) => Promise.resolve().then(() => handle(String(name), input)),
  });
  const listener = answer(handlers, self, (question, error) => reports.push(`${question}: ${(error as Error).name}`));
  return { listener, reports };
}

describe('answer', () => {
  const { listener } = answering((name, input) => ({ name, input }));

  it('gives parsed input to the handler and its answer back', async () => {
    const message = { ask: 'ways.rename', input: { id: 'A'.repeat(22), name: '  mine ' } };
    expect(await listener(message, popup)).toEqual({
      ok: true,
      value: { name: 'ways.rename', input: { id: 'A'.repeat(22), name: 'mine' } },
    });
  });

  it.each([null, 'status', 7, {}, { push: 'happening', data: 1 }, { ask: 7, input: {} }, { ask: 'status' }])(
    'leaves %j to others',
    (message) => {
      expect(listener(message, popup)).toBeUndefined();
    },
  );

  it.each([
    ['an unknown question', 'nonsense', {}],
    ['a name of Object.prototype', 'constructor', {}],
    ['a missing field', 'unlock.password', {}],
    ['a field of another type', 'unlock.password', { password: 7 }],
    ['a field too many', 'status', { more: 1 }],
    ['an empty secret', 'unlock.password', { password: '' }],
    ['a secret without end', 'unlock.password', { password: 'x'.repeat(5000) }],
    ['an id that is none', 'items.read', { id: '../etc' }],
  ])('refuses %s', async (_, ask, input) => {
    expect(await listener({ ask, input }, popup)).toEqual({ ok: false, code: 'bad-question' });
  });

  it('lets nobody ask what is not theirs', async () => {
    const senders = { window: popup, frame, content: page };
    for (const [name, { from }] of Object.entries(questions)) {
      for (const [role, sender] of Object.entries(senders)) {
        const reply = await listener({ ask: name, input: undefined }, sender);
        const allowed = (from as readonly string[]).includes(role);
        expect([name, role, reply]).toEqual([name, role, { ok: false, code: allowed ? 'bad-question' : 'forbidden' }]);
      }
    }
  });

  it('gives content scripts nothing but the page’s own questions, and those about its forms', () => {
    const open = Object.entries(questions).filter(([, { from }]) => (from as readonly string[]).includes('content'));
    expect(open.map(([name]) => name).filter((name) => !name.startsWith('page.'))).toEqual([
      ...['fill.here', 'fill.step'],
      ...['save.sent', 'save.named', 'save.outcome', 'save.typed'],
    ]);
  });

  it('lets typed errors cross as code and detail, and nothing else of them', async () => {
    const failing = answering(() => {
      throw new PhraseLike('abandom is not a word');
    });
    expect(await failing.listener({ ask: 'status', input: {} }, popup)).toEqual({
      ok: false,
      code: 'phrase-word',
      detail: { position: 3, suggestions: ['abandon'] },
    });
    expect(failing.reports).toEqual([]);
  });

  it('reports bugs and tells pages only that there was one', async () => {
    const failing = answering(() => {
      throw new TypeError('secret is undefined');
    });
    expect(await failing.listener({ ask: 'status', input: {} }, popup)).toEqual({ ok: false, code: 'unexpected' });
    expect(failing.reports).toEqual(['status: TypeError']);
  });
});
