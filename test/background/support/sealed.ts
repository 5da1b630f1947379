import { fromBase64url, join, toBase64url } from '../../../src/encoding/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { SEALED_PIECE } from '../../../src/rpc/index.ts';
import type { Ask } from './windows.ts';

/** A sealed export, piece by piece, as a window of ours asks for it. */
export async function exportedSealed(
  ask: Ask,
  password: string,
): Promise<{ name: string; file: Bytes; pieces: number }> {
  let answer = await ask('transfer.export', { password });
  const pieces = [fromBase64url(answer.piece)];
  while (answer.next !== undefined) {
    answer = await ask('transfer.export', { from: answer.next });
    pieces.push(fromBase64url(answer.piece));
  }
  return { name: answer.name, file: join(pieces), pieces: pieces.length };
}

/** A sealed file handed over, as a window of ours does it; at least one piece. */
export async function brought(ask: Ask, file: Bytes): Promise<void> {
  for (let from = 0; from === 0 || from < file.length; from += SEALED_PIECE) {
    await ask('transfer.bring', { from, piece: toBase64url(file.slice(from, from + SEALED_PIECE)) });
  }
}
