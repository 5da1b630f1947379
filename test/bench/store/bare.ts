import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';

/*
 * A server that does nothing but HTTP: reads the body, answers from memory. `node bare.ts PORT BYTES`: with BYTES it
 * answers so many prepared bytes, else a short JSON.
 */
const [port, size] = process.argv.slice(2).map(Number);
const prepared = size === undefined ? Buffer.from('{"ok":true}') : randomBytes(size);

createServer((request, response) => {
  request.on('data', () => undefined);
  request.on('end', () => response.end(prepared));
}).listen(port, '127.0.0.1');
