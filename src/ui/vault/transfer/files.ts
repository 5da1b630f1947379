import { call, SEALED_PIECE } from '../../../rpc/index.ts';

/** Gives a file to the browser's downloads; text becomes UTF-8. */
export function saveFile(name: string, content: readonly BlobPart[]): void {
  const address = URL.createObjectURL(new Blob([...content], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has taken the address by then; some browsers take it only after the click's own turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Hands a sealed file to the background, piece by piece: a message that held all of it would be too large for a browser. */
export async function bringFile(file: File): Promise<void> {
  let from = 0;
  do {
    const piece = await file.slice(from, from + SEALED_PIECE).arrayBuffer();
    await call('transfer.bring', { from, piece: toText(new Uint8Array(piece)) });
    from += SEALED_PIECE;
  } while (from < file.size);
}

/** The vault as a sealed file, in the pieces that it comes in, and what it is to be called. */
export async function sealedExport(password: string): Promise<{ name: string; pieces: Uint8Array<ArrayBuffer>[] }> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let answer = await call('transfer.export', { password });
  pieces.push(fromText(answer.piece));
  while (answer.next !== undefined) {
    answer = await call('transfer.export', { from: answer.next });
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
