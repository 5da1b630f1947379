import * as v from 'valibot';
import type { Sender } from '../platform/index.ts';
import { identify } from './asker.ts';
import type { Asker, Self } from './asker.ts';
import { questions } from './contract/index.ts';
import type { AnswerOf, Contract, InputOf, QuestionName, RoleOf } from './contract/index.ts';
import { isAsked } from './envelope.ts';
import type { Asked, Reply } from './envelope.ts';
import { BadQuestionError, ForbiddenError } from './errors.ts';
import type { ErrorDetail } from './errors.ts';

type AskerOf<Name extends QuestionName> = Extract<Asker, { role: RoleOf<Name> }>;

/** What answers one question: its parsed input and who asks, who is of a role that the contract allows. */
type Handler<Name extends QuestionName> = (input: InputOf<Name>, asker: AskerOf<Name>) => Promise<AnswerOf<Name>>;

/** Handlers of some questions; a handler file gives one of these. */
export type Handlers<Names extends QuestionName = QuestionName> = { readonly [Name in Names]: Handler<Name> };

/** Hears of errors that are not typed: bugs. Gets no message text, for that may hold what the user typed. */
export type Report = (question: string, error: unknown) => void;

/**
 * Makes the background's one listener: tells who asks, looks the question up, checks the role, parses the input, and
 * turns the outcome into a reply. Answers undefined to what is no question, so that others may hear it. `contract`: ours,
 * unless it is one over other kinds of items (`contractOf`).
 */
export function answer(handlers: Handlers, self: Self, report: Report, contract: Contract = questions) {
  return (message: unknown, sender: Sender): Promise<Reply> | undefined => {
    if (!isAsked(message)) return undefined;
    return reply({ handlers, self, contract }, message, sender).catch((error: unknown) => {
      if (codeOf(error) === undefined) report(message.ask, error);
      return { ok: false, code: codeOf(error) ?? 'unexpected', ...detailOf(error) };
    });
  };
}

interface Background {
  readonly handlers: Handlers;
  readonly self: Self;
  readonly contract: Contract;
}

async function reply(
  { handlers, self, contract }: Background,
  { ask: name, input }: Asked,
  sender: Sender,
): Promise<Reply> {
  const asker = identify(sender, self);
  if (!isQuestion(contract, name)) throw new BadQuestionError();
  const roles: readonly string[] = contract[name].from;
  if (!roles.includes(asker.role)) throw new ForbiddenError();
  const parsed = v.safeParse(contract[name].input, input);
  if (!parsed.success) throw new BadQuestionError();
  // The table pairs each name with its own input and role; TypeScript cannot follow one name through both.
  const handler = handlers[name] as (input: unknown, asker: Asker) => Promise<unknown>;
  return { ok: true, value: await handler(parsed.output, asker) };
}

function isQuestion(contract: Contract, name: string): name is QuestionName {
  return Object.hasOwn(contract, name);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function detailOf(error: unknown): { detail?: ErrorDetail } {
  if (!(error instanceof Error)) return {};
  const { position, suggestions } = error as Error & { position?: unknown; suggestions?: unknown };
  const detail: ErrorDetail = {
    ...(typeof position === 'number' ? { position } : {}),
    ...(Array.isArray(suggestions) ? { suggestions: suggestions.filter((word) => typeof word === 'string') } : {}),
  };
  return Object.keys(detail).length === 0 ? {} : { detail };
}
