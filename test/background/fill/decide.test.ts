import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/background/fill/decide.ts';
import type { AskingDocument, Wanted } from '../../../src/background/fill/decide.ts';
import type { FillQuestion, FormSummary } from '../../../src/rpc/index.ts';
import type { LoginUrl } from '../../../src/items/index.ts';

const login = (...urls: readonly (string | LoginUrl)[]): Extract<Wanted, { kind: 'login' }> => ({
  kind: 'login',
  urls: urls.map((url) => (typeof url === 'string' ? { url, match: 'host' } : url)),
});
const by = (match: LoginUrl['match'], url: string): LoginUrl => ({ url, match });
const shop = login('https://shop.example');
const card: Wanted = { kind: 'card' };
const identity: Wanted = { kind: 'identity' };
const made: Wanted = { kind: 'password' };

/** A document at this address, alone in its tab; `in`: the page of the tab, where it is a frame. */
const at = (url: string, { in: top }: { in?: string | undefined } = {}): AskingDocument => {
  const { origin, pathname } = new URL(url);
  return { origin, path: pathname, isFrame: top !== undefined, topOrigin: top ?? origin };
};
const form: FormSummary = {
  ...{ kind: 'login', types: ['username', 'current-password'], targets: [], sending: 'body', isAmongOwn: true },
};
const codeForm: FormSummary = { ...form, kind: 'code', types: ['one-time-code'] };
const cardForm: FormSummary = { ...form, kind: 'card', types: ['cc-number', 'cc-csc'] };
const signUp: FormSummary = { ...form, kind: 'sign-up', types: ['email', 'new-password'] };
const addressForm: FormSummary = { ...form, kind: 'identity', types: ['name', 'street-address'] };

const give = 'give';
/** `ask doubt origin, doubt origin`, or `refuse why`. */
function said(...asked: Parameters<typeof decide>): string {
  const verdict = decide(...asked);
  switch (verdict.verdict) {
    case 'give':
      return give;
    case 'refuse':
      return `refuse ${verdict.why}`;
    case 'ask':
      return `ask ${verdict.questions.map(({ doubt, origin }) => `${doubt} ${origin}`).join(', ')}`;
  }
}

type Row = readonly [what: string, document: AskingDocument, form: FormSummary, wanted: Wanted, verdict: string];
const of = 'https://shop.example';

describe('who may have what', () => {
  // prettier-ignore
  it.each([
    // Where the login belongs.
    ['its own host', at(of), form, shop, give],
    ['its own host, another path', at(`${of}/account/login`), form, shop, give],
    ['its own host, stored with a path', at(of), form, login('https://shop.example/login?next=/'), give],
    ['its own host, stored without a scheme', at(of), form, login('shop.example'), give],
    ['its own host, stored in capitals', at(of), form, login('HTTPS://Shop.Example'), give],
    ['its own host, written in its own letters', at('https://xn--bcher-kva.example'), form, login('bücher.example'), give],
    ['its own host, by its second URL', at(of), form, login('https://other.example', of), give],
    // A password that was made belongs to no place yet.
    ['a new password where one is chosen', at(of), signUp, made, give],
    ['a new password where one is changed', at(of), { ...signUp, kind: 'change-password' }, made, give],
    ['a new password into a sign-in', at(of), form, made, 'refuse no-field'],
    ['a new password into a sign-in that asks for a new one', at(of), { ...signUp, kind: 'login' }, made, 'refuse no-field'],
    ['a new password without a secure connection', at('http://shop.example'), signUp, made, 'ask http http://shop.example'],
    ['a new password into a frame of another page', at(of, { in: 'https://news.example' }), signUp, made, `ask frame ${of}`],
    ['a new password that goes elsewhere', at(of), { ...signUp, targets: ['https://evil.example'] }, made, 'ask target https://evil.example'],
    ['a new password behind an address', at(of), { ...signUp, sending: 'query' }, made, `ask query ${of}`],
    ['an identity behind an address, beside a new password', at(of), { ...signUp, sending: 'query' }, identity, give],
    ['another host', at('https://other.example'), form, shop, 'refuse elsewhere'],
    ['a host above it', at('https://example'), form, shop, 'refuse elsewhere'],
    ['a host below it', at('https://pay.shop.example'), form, shop, 'refuse elsewhere'],
    ['a host beside it', at('https://www.example'), form, shop, 'refuse elsewhere'],
    ['a host that begins alike', at('https://shop.example.evil.example'), form, shop, 'refuse elsewhere'],
    ['a host that ends alike', at('https://myshop.example'), form, shop, 'refuse elsewhere'],
    ['a host that looks alike', at('https://xn--shp-tma.example'), form, shop, 'refuse elsewhere'],
    ['its host as a user name of another', at('https://shop.example@evil.example'), form, shop, 'refuse elsewhere'],
    ['no URL at all', at(of), form, login(), 'refuse elsewhere'],
    ['a URL that is none', at(of), form, login('the shop'), 'refuse elsewhere'],
    ['an e-mail address as URL', at(of), form, login('mira@shop.example'), 'refuse elsewhere'],
    // Match rules.
    ['rule never', at(of), form, login(by('never', of)), 'refuse elsewhere'],
    ['rule never, and another that fits', at(of), form, login(by('never', of), of), give],
    ['rule domain, the same host', at(of), form, login(by('domain', of)), give],
    ['rule domain, a host below', at('https://pay.shop.example'), form, login(by('domain', of)), 'ask domain https://pay.shop.example'],
    ['rule domain, a host beside', at('https://a.shop.example'), form, login(by('domain', 'https://b.shop.example')), 'ask domain https://a.shop.example'],
    ['rule domain, another port of a host beside', at('https://a.shop.example:8443'), form, login(by('domain', of)), 'ask domain https://a.shop.example:8443, port https://a.shop.example:8443'],
    ['rule domain, another domain', at('https://shop.other'), form, login(by('domain', of)), 'refuse elsewhere'],
    ['rule domain, another holder of a public suffix', at('https://a.github.io'), form, login(by('domain', 'https://b.github.io')), 'refuse elsewhere'],
    ['rule domain, another machine by its number', at('https://10.0.0.2'), form, login(by('domain', 'https://10.0.0.1')), 'refuse elsewhere'],
    ['rule path, below', at(`${of}/a/login`), form, login(by('path', `${of}/a`)), give],
    ['rule path, elsewhere', at(`${of}/b`), form, login(by('path', `${of}/a`)), 'refuse elsewhere'],
    ['rule path, a name that begins alike', at(`${of}/ab`), form, login(by('path', `${of}/a`)), 'refuse elsewhere'],
    ['a rule of a later version', at(of), form, login(by('later' as LoginUrl['match'], of)), 'refuse elsewhere'],
    ['an expression that fits', at(of), form, { ...login(by('regex', 'shop')), byExpression: true }, `ask expression ${of}`],
    ['an expression that doesn’t', at(of), form, login(by('regex', 'shop')), 'refuse elsewhere'],
    ['an expression that fits http', at('http://shop.example'), form, { ...login(by('regex', 'shop')), byExpression: true }, 'ask expression http://shop.example, http http://shop.example'],
    ['an expression beside a URL that fits', at(of), form, { ...login(by('regex', 'shop'), of), byExpression: true }, give],
    // Ports and schemes.
    ['another port', at('https://shop.example:8443'), form, shop, 'ask port https://shop.example:8443'],
    ['its own port', at('https://shop.example:8443'), form, login('https://shop.example:8443'), give],
    ['no port, where one is stored', at(of), form, login('https://shop.example:8443'), `ask port ${of}`],
    ['another port, rule host-port', at('https://shop.example:8443'), form, login(by('host-port', of)), 'refuse elsewhere'],
    ['http, stored with https', at('http://shop.example'), form, shop, 'ask http http://shop.example'],
    ['http, stored with http', at('http://shop.example'), form, login('http://shop.example'), give],
    ['https, stored with http', at(of), form, login('http://shop.example'), give],
    ['http at another port', at('http://shop.example:8080'), form, shop, 'ask port http://shop.example:8080, http http://shop.example:8080'],
    ['http on this machine', at('http://localhost:3000'), form, login('http://localhost:3000'), give],
    // Documents without an address of the web.
    ['an opaque origin', { ...at(of), origin: 'null' }, form, shop, 'refuse nowhere'],
    ['no origin', { ...at(of), origin: '' }, form, shop, 'refuse nowhere'],
    ['a file', { ...at(of), origin: 'file://' }, form, shop, 'refuse nowhere'],
    ['an extension', { ...at(of), origin: 'chrome-extension://abc' }, form, shop, 'refuse nowhere'],
    ['an opaque origin, a card', { ...at(of), origin: 'null' }, cardForm, card, 'refuse nowhere'],
    // Frames.
    ['a frame of its own page', at(of, { in: of }), form, shop, give],
    ['a frame inside a foreign page', at(of, { in: 'https://news.example' }), form, shop, `ask frame ${of}`],
    ['a foreign frame in its own page', at('https://ads.example', { in: of }), form, shop, 'refuse elsewhere'],
    ['a frame of another port in its own page', at('https://shop.example:8443', { in: of }), form, shop, 'ask port https://shop.example:8443, frame https://shop.example:8443'],
    ['a frame of another scheme in its own page', at('http://shop.example', { in: of }), form, shop, 'ask http http://shop.example, frame http://shop.example'],
    ['its own frame inside a foreign one in its own page', at(of, { in: of }), { ...form, isAmongOwn: false }, shop, `ask frame ${of}`],
    ['a frame that says it is among its own, and isn’t', at(of, { in: 'https://news.example' }), { ...form, isAmongOwn: true }, shop, `ask frame ${of}`],
    ['a frame in a page that the browser doesn’t tell', { ...at(of, { in: of }), topOrigin: undefined }, form, shop, `ask frame ${of}`],
    ['a page in a tab that the browser doesn’t tell', { ...at(of), topOrigin: undefined }, form, shop, give],
    ['a card in a foreign frame', at('https://pay.example', { in: of }), cardForm, card, 'ask frame https://pay.example'],
    ['an address in a foreign frame', at('https://pay.example', { in: of }), addressForm, identity, 'ask frame https://pay.example'],
    // Where the form sends.
    ['to its own origin', at(of), { ...form, targets: [of] }, shop, give],
    ['to another host', at(of), { ...form, targets: ['https://evil.example'] }, shop, 'ask target https://evil.example'],
    ['to another port', at(of), { ...form, targets: ['https://shop.example:8443'] }, shop, 'ask target https://shop.example:8443'],
    ['to its own host without encryption', at(of), { ...form, targets: ['http://shop.example'] }, shop, 'ask target http://shop.example'],
    ['to another host of the login', at(of), { ...form, targets: ['https://id.example'] }, login(of, 'https://id.example'), give],
    ['to a host of the login’s domain', at(of), { ...form, targets: ['https://id.shop.example'] }, login(by('domain', of)), 'ask target https://id.shop.example'],
    ['to two other hosts', at(of), { ...form, targets: ['https://a.example', 'https://b.example'] }, shop, 'ask target https://a.example, target https://b.example'],
    ['by e-mail', at(of), { ...form, targets: [''] }, shop, 'refuse no-target'],
    ['a card to another host', at(of), { ...cardForm, targets: ['https://pay.example'] }, card, 'ask target https://pay.example'],
    ['an address to another host', at(of), { ...addressForm, targets: ['https://pay.example'] }, identity, 'ask target https://pay.example'],
    ['a password behind an address', at(of), { ...form, sending: 'query' }, shop, `ask query ${of}`],
    ['a code behind an address', at(of), { ...codeForm, sending: 'query' }, shop, `ask query ${of}`],
    ['a card behind an address', at(of), { ...cardForm, sending: 'query' }, card, `ask query ${of}`],
    ['a user name alone behind an address', at(of), { ...form, types: ['username'], sending: 'query' }, shop, give],
    ['by a script', at(of), { ...form, sending: 'script' }, shop, give],
    // Which forms.
    ['a form for codes', at(of), codeForm, shop, give],
    ['a form to change the password', at(of), { ...form, kind: 'change-password', types: ['current-password', 'new-password'] }, shop, give],
    ['a form that wants a new password only', at(of), { ...form, kind: 'change-password', types: ['new-password'] }, shop, 'refuse no-field'],
    ['a form to sign up', at(of), { ...form, kind: 'sign-up' }, shop, 'refuse no-field'],
    ['a form that is nothing else, with a user name', at(of), { ...form, kind: 'other', types: ['username', 'unknown'] }, shop, give],
    ['a form that is nothing else, with an e-mail address', at(of), { ...form, kind: 'other', types: ['email', 'current-password'] }, shop, 'refuse no-field'],
    ['a search', at(of), { ...form, kind: 'search' }, shop, 'refuse no-field'],
    ['a newsletter', at(of), { ...form, kind: 'newsletter', types: ['email'] }, shop, 'refuse no-field'],
    ['a form to write to somebody', at(of), { ...form, kind: 'contact', types: ['email', 'name'] }, shop, 'refuse no-field'],
    ['a form of a card, a login', at(of), cardForm, shop, 'refuse no-field'],
    ['a login, a card', at(of), form, card, 'refuse no-field'],
    ['a login, an address', at(of), form, identity, 'refuse no-field'],
    ['a field of a type that nobody knows', at(of), { ...form, types: ['iris-scan' as never] }, shop, 'refuse no-field'],
    ['a card at http', at('http://shop.example'), cardForm, card, 'ask http http://shop.example'],
    ['an address at http', at('http://shop.example'), addressForm, identity, 'ask http http://shop.example'],
    ['a card where any page is', at('https://any.example'), cardForm, card, give],
  ] satisfies Row[])('%s', (_, document, asking, wanted, verdict) => {
    expect(said(document, asking, wanted)).toBe(verdict);
  });
});

describe('what a person agreed to', () => {
  const document = at('http://shop.example:8080', { in: 'https://news.example' });
  const asking: FormSummary = { ...form, targets: ['https://evil.example'], sending: 'query' };
  const first = decide(document, asking, shop);
  const questions: readonly FillQuestion[] = first.verdict === 'ask' ? first.questions : [];

  it('is given once all of it was asked', () => {
    expect(questions).toHaveLength(5);
    expect(decide(document, asking, shop, questions)).toEqual({ verdict: 'give' });
  });

  it.each(questions)('leaves $doubt to be asked, where that is not in it', (left) => {
    const others = questions.filter((question) => question !== left);
    expect(decide(document, asking, shop, others)).toEqual({ verdict: 'ask', questions: [left] });
  });

  it.each(questions)('counts for no other origin: $doubt', (question) => {
    const moved = questions.map((one) => (one === question ? { ...one, origin: 'https://elsewhere.example' } : one));
    expect(decide(document, asking, shop, moved)).toEqual({ verdict: 'ask', questions: [question] });
  });

  it('never makes a login belong elsewhere', () => {
    const all = questions.map(({ doubt }) => ({ doubt, origin: 'https://other.example' }));
    expect(said(at('https://other.example'), form, shop, all)).toBe('refuse elsewhere');
  });
});
