import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What went through a wire, in the order in which it came. */
export interface Tap {
  sent(): Buffer;
  answered(): Buffer;
}

/** Listens at a port, hands everything on to a store's, and keeps a copy of every byte. Ends with the test. */
export async function tap(port: number, store: number): Promise<Tap> {
  const [sent, answered]: [Buffer[], Buffer[]] = [[], []];
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(store, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
    }
    near.on('data', (chunk: Buffer) => sent.push(chunk)).pipe(far);
    far.on('data', (chunk: Buffer) => answered.push(chunk)).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { sent: () => Buffer.concat(sent), answered: () => Buffer.concat(answered) };
}
