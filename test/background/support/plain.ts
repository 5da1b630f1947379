import type { AnswerOf } from '../../../src/rpc/index.ts';
import type { Ask } from './windows.ts';

/** A readable export as a window of ours asks for it. */
export async function exportedPieces(ask: Ask, as: 'json' | 'csv', ids?: readonly string[]): Promise<string[]> {
  const what = ids ? { as, ids } : { as };
  const pieces: string[] = [];
  for (let answer: AnswerOf<'transfer.exportPlain'> | undefined, isOver = false; !isOver;) {
    const after = answer?.next;
    answer = await ask('transfer.exportPlain', after === undefined ? what : { ...what, after });
    pieces.push(answer.text);
    isOver = answer.next === undefined;
  }
  return pieces;
}
