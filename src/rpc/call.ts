import { send } from '../platform/page/index.ts';
import type { AnswerOf, InputOf, QuestionName } from './contract/index.ts';
import { CallError } from './errors.ts';
import { hasCode, isReply } from './envelope.ts';

/**
 * Asks the background one question of the contract and waits for its answer.
 * Throws CallError with the code of what went wrong (`locked`, `fresh-proof-needed`, …); code `no-answer` when nobody
 * answered. Never retry by itself: a lost answer does not mean that nothing happened.
 */
export async function call<Name extends QuestionName>(name: Name, input: InputOf<Name>): Promise<AnswerOf<Name>> {
  const reply = await ask(name, input);
  if (!isReply(reply)) throw new CallError('no-answer');
  if (!reply.ok) throw new CallError(reply.code, reply.detail);
  return reply.value as AnswerOf<Name>;
}

async function ask(name: string, input: unknown): Promise<unknown> {
  try {
    return await send({ ask: name, input });
  } catch (error) {
    throw new CallError(hasCode(error) ? error.code : 'no-answer');
  }
}
