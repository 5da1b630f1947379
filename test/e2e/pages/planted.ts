import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { newId, randomBytes, signingKeyPair } from '../../../src/crypto/index.ts';
import { armorCard, sealMessage, signCard } from '../../../src/messaging/index.ts';

const began = 'http.server.request.start';

/** Notes every request to a server of this process from now on, by its path, until `end`. */
export function listenTo(origin: string): { readonly asked: string[]; readonly end: () => void } {
  const asked: string[] = [];
  const port = Number(new URL(origin).port);
  const hear = (happened: unknown): void => {
    const { request } = happened as { readonly request: IncomingMessage };
    if (request.socket.localPort === port) asked.push(new URL(request.url ?? '/', origin).pathname);
  };
  subscribe(began, hear);
  return { asked, end: () => void unsubscribe(began, hear) };
}

async function someText(): Promise<string> {
  const binding = { sender: randomBytes(32), conversation: randomBytes(16), recipients: [randomBytes(32)] };
  return (await sealMessage('planted', binding)).armored;
}

async function someCard(store: string): Promise<string> {
  const { privateKey, publicKey: identity } = await signingKeyPair();
  const known = { account: newId(), identity, token: randomBytes(16), version: 1, list: randomBytes(32) };
  return armorCard(await signCard(privateKey, { ...known, serial: 1, time: Date.now(), name: 'Planted', store }));
}

/** A page of so many texts and cards, half of each, that nobody here knows. The cards are of a store that would see who asks it. */
export async function plant(count: number, store: string): Promise<string> {
  const all = await Promise.all(
    Array.from({ length: count }, (_, at) => (at % 2 === 0 ? someText() : someCard(store))),
  );
  return `<!doctype html><meta charset="utf-8"><title>Planted</title>
<style>p { width: 600px; margin: 12px 40px; font: 16px sans-serif; overflow-wrap: anywhere }</style>
${all.map((text, at) => `<p id="p${String(at)}">${text}</p>`).join('\n')}`;
}
