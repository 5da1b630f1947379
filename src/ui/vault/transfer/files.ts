import { call, SEALED_PIECE } from '../../../rpc/index.ts';

/** Hands a sealed file to the background, piece by piece: a message that held all of it would be too large for a browser. */
export async function bringFile(file: File): Promise<void> {
  let from = 0;
  do {
    const piece = await file.slice(from, from + SEALED_PIECE).arrayBuffer();
    await call('transfer.bring', { from, piece: toText(new Uint8Array(piece)) });
    from += SEALED_PIECE;
  } while (from < file.size);
}

/** The vault, or what a removed browser never sent, as a sealed file: the pieces that it comes in, and its name. */
export async function sealedFile(
  what: 'transfer.export' | 'devices.unsent.export',
  password: string,
): Promise<{ name: string; pieces: Uint8Array<ArrayBuffer>[] }> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let answer = await call(what, { password });
  pieces.push(fromText(answer.piece));
  while (answer.next !== undefined) {
    answer = await call(what, { from: answer.next });
    pieces.push(fromText(answer.piece));
  }
  return { name: answer.name, pieces };
}

/** Of base64url. */
function fromText(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function toText(bytes: Uint8Array): string {
  const step = 0x8000;
  let binary = '';
  for (let at = 0; at < bytes.length; at += step) binary += String.fromCharCode(...bytes.subarray(at, at + step));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
