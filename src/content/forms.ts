import { isOfLogin, survey } from '../autofill/index.ts';
import type { Form, SurveyOptions } from '../autofill/index.ts';
import { takes } from '../rpc/index.ts';
import { newPageName, world } from './document/index.ts';

/** Starts what knows forms, once a document; answers the document's name, by which the background knows it again. */
export function forms(): string {
  const shared = world();
  if (shared.page === undefined) {
    shared.page = newPageName();
    const here = oncePerTurn(() => surveyHere());
    shared.survey = here;
    shared.surveyAll = () => surveyHere({ unseen: true });
    const look = awaitLogins(here);
    shared.uses = (field) => {
      look();
      return usesOf(field, here());
    };
    look();
  }
  return shared.page;
}

/** Answers what has our script for saving come where a login can be typed, once: asked as somebody comes into a field. */
function awaitLogins(here: () => readonly Form[]): () => void {
  let isAwaited = true;
  return () => {
    if (!isAwaited || !here().some(mayHoldLogin)) return;
    isAwaited = false;
    void world().bring?.('saving');
  };
}

/** Marks for filling stand where a login or a card is, those for messages where no credential, code, card or search is. */
function usesOf(element: Element, forms: readonly Form[]): { filled: boolean; messages: boolean } {
  for (const { kind, fields } of forms) {
    const type = fields.find((field) => field.element === element)?.type;
    if (type === undefined) continue;
    const filled = takes(kind, type, 'login') || takes(kind, type, 'card');
    return {
      filled,
      messages: !isOfLogin(type) && !type.startsWith('cc-') && type !== 'one-time-code' && type !== 'search',
    };
  }
  return { filled: false, messages: true };
}

function mayHoldLogin({ kind, fields }: Form): boolean {
  if (kind === 'login' || kind === 'sign-up') return true;
  return fields.some(({ type }) => type === 'username' || type.endsWith('password'));
}

/** Every form of this document as it is now. */
function surveyHere(options: SurveyOptions = {}): readonly Form[] {
  return survey(document, (element) => world().rootOf?.(element), options);
}

/** Several of us ask at one and the same event. */
function oncePerTurn<Answer>(ask: () => Answer): () => Answer {
  let kept: { readonly answer: Answer } | undefined;
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = (): void => {
    kept = undefined;
  };
  return () => {
    if (!kept) {
      kept = { answer: ask() };
      port1.postMessage(undefined);
    }
    return kept.answer;
  };
}
