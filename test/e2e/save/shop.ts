import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The password that lets somebody in. */
export const right = 'a quiet harbour 7';

/** A shop on loopback, under three origins; it lets in whoever has the right password. */
export interface Shop {
  /** `http://127.0.0.1:…`, where its forms are. */
  readonly origin: string;
  close(): Promise<void>;
}

const page = (body: string, script = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<style>body { margin: 40px; font: 16px sans-serif } input { display: block; margin: 4px 0 12px }</style></head>
<body><main id="main">${body}</main><script>${script}</script></body></html>`;

const fields = `<label>User name <input id="user" name="username" autocomplete="username"></label>
<label>Password <input id="password" name="password" type="password" autocomplete="current-password"></label>`;

const login = (error = ''): string =>
  page(`<h1>Sign in</h1>${error}<form method="post" action="/login">${fields}<button id="go">Sign in</button></form>`);

const pages: Readonly<Record<string, string>> = {
  '/login': login(),
  '/sign-up': page(`<h1>Create an account</h1><form method="post" action="/sign-up">
    ${['matches', 'contains', 'querySelectorAll', 'innerText', 'elements', 'id'].map((name) => `<input type="hidden" name="${name}">`).join('')}
    <label>E-mail <input id="user" name="email" type="email" autocomplete="email"></label>
    <label>Password <input id="password" name="password" type="password" autocomplete="new-password"></label>
    <label>Repeat it <input id="again" name="again" type="password" autocomplete="new-password"></label>
    <button id="go">Create account</button></form>`),
  '/fetch': page(
    `<h1>Sign in</h1><div id="box">${fields}<button id="go" type="button">Sign in</button><p id="says"></p></div>`,
    `document.querySelector('#go').addEventListener('click', async () => {
      const body = new URLSearchParams({ password: document.querySelector('#password').value });
      const { ok } = await fetch('/api', { method: 'POST', body });
      if (ok) document.querySelector('#main').innerHTML = '<h1>Welcome</h1>';
      else document.querySelector('#says').textContent = 'Wrong password';
    });`,
  ),
  '/shown': page(
    `<h1>Sign in</h1><form method="post" action="/login">${fields}<button id="eye" type="button">Show</button><button id="go">Sign in</button></form>`,
    `document.querySelector('#eye').addEventListener('click', () => { document.querySelector('#password').type = 'text'; });`,
  ),
  '/step-one': page(`<h1>Sign in</h1><form method="post" action="/step-one">
    <label>User name <input id="user" name="username" autocomplete="username"></label><button id="go">Next</button></form>`),
  '/step-two': page(`<h1>Sign in</h1><form method="post" action="/login">
    <label>Password <input id="password" name="password" type="password" autocomplete="current-password"></label>
    <button id="go">Sign in</button></form>`),
  '/change': page(
    `<h1>Change your password</h1><form id="form">
    <label>Old password <input id="old" name="old" type="password" autocomplete="current-password"></label>
    <label>New password <input id="password" name="new" type="password" autocomplete="new-password"></label>
    <label>Repeat it <input id="again" name="again" type="password" autocomplete="new-password"></label>
    <button id="go">Change</button></form><p id="says"></p>`,
    `document.querySelector('#form').addEventListener('submit', (event) => {
      event.preventDefault();
      event.target.reset();
      document.querySelector('#says').textContent = 'Changed.';
    });`,
  ),
  '/back': page(`<h1>Welcome back</h1><form method="post" action="/login">
    <p>mira@shop.example</p><input name="csrf" type="hidden" value="user-4711">
    <input name="username" autocomplete="username" value="mira@shop.example" style="display: none">
    <label>Password <input id="password" name="password" type="password" autocomplete="current-password"></label>
    <button id="go">Sign in</button></form>`),
  '/account': page('<h1>Welcome</h1><p>Your account is ready.</p>'),
  // All that a script can do by itself: write, make up events, send the form, and take it away.
  '/hostile': page(
    `<h1>Sign in</h1><form id="form">${fields}<button id="go">Sign in</button></form>`,
    `const [user, password, form] = ['#user', '#password', '#form'].map((at) => document.querySelector(at));
    form.addEventListener('submit', (event) => event.preventDefault());
    globalThis.plant = (name) => {
      user.value = name;
      password.value = 'planted';
      for (const field of [user, password]) {
        field.focus();
        for (const type of ['keydown', 'beforeinput', 'input', 'keyup', 'change']) field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      }
      form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }));
      document.querySelector('#go').dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
      form.requestSubmit();
    };
    globalThis.vanish = () => form.remove();`,
  ),
};

const hops = 10;

/** From the first host over the others to the last page, one redirect after another. */
function onward(at: number, origins: readonly string[]): string {
  return at < hops ? `${origins[at % origins.length] ?? ''}/hop?at=${String(at + 1)}` : `${origins[1] ?? ''}/account`;
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

/** What a request is answered with: a page, a redirect, or a bare status. */
type Said =
  | { readonly html: string }
  | { readonly location: string }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> };

async function said(request: IncomingMessage, origins: readonly string[]): Promise<Said> {
  const url = new URL(request.url ?? '/', 'http://shop');
  if (url.pathname === '/intern') {
    const isRight = request.headers.authorization === `Basic ${btoa(`mira:${right}`)}`;
    return isRight
      ? { html: page('<h1>Files</h1>') }
      : { status: 401, headers: { 'www-authenticate': 'Basic realm="Files"' } };
  }
  if (url.pathname === '/hop') return { location: onward(Number(url.searchParams.get('at')), origins) };
  if (request.method !== 'POST') return { html: pages[url.pathname] ?? page('<h1>Nothing here</h1>') };
  const password = (await bodyOf(request)).get('password');
  if (url.pathname === '/step-one') return { location: '/step-two' };
  if (url.pathname === '/api') return { status: password === right ? 200 : 403 };
  if (url.pathname === '/sign-up') return { location: '/account' };
  if (password === right) return { location: onward(0, origins) };
  return { html: login('<p role="alert">Wrong user name or password.</p>') };
}

async function answer(request: IncomingMessage, response: ServerResponse, origins: readonly string[]): Promise<void> {
  const what = await said(request, origins);
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  if ('html' in what) response.writeHead(200, headers).end(what.html);
  else if ('location' in what) response.writeHead(303, { location: what.location }).end();
  else response.writeHead(what.status, what.headers).end();
}

/** Opens it on a free port of this machine; nothing outside can reach it. */
export async function openShop(): Promise<Shop> {
  const origins: string[] = [];
  const servers: Server[] = [];
  for (const host of ['127.0.0.1', '127.0.0.2']) {
    const server = createServer((request, response) => void answer(request, response, origins));
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    const { port } = server.address() as AddressInfo;
    servers.push(server);
    origins.push(`http://${host}:${String(port)}`);
    if (host === '127.0.0.1') origins.push(`http://localhost:${String(port)}`);
  }
  return {
    origin: origins[0] ?? '',
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}
