import { survey } from '../autofill/index.ts';
import type { Form } from '../autofill/index.ts';
import { serveFilling } from './filling/index.ts';
import { newPageName } from './page-name.ts';
import { serveSaving } from './saving/index.ts';
import { world } from './world.ts';

/** Starts what works in forms, once a document; answers the document's name, by which the background knows it again. */
export function forms(): string {
  const shared = world();
  if (shared.page === undefined) {
    shared.page = newPageName();
    const here = oncePerTurn(surveyHere);
    shared.survey = here;
    const saving = serveSaving({ page: shared.page, survey: here });
    serveFilling({
      page: shared.page,
      survey: here,
      fill: async (...asked) => (await world().fill?.(...asked)) ?? [],
      onFilled: (form) => saving.filled(form),
    });
  }
  return shared.page;
}

/** Every form of this document as it is now. */
function surveyHere(): readonly Form[] {
  return survey(document, (element) => world().rootOf?.(element));
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
