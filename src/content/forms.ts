import { serveFilling } from './filling/index.ts';
import { newPageName } from './page-name.ts';
import { serveSaving } from './saving/index.ts';
import { world } from './world.ts';

/** Starts what works in forms, once a document; answers the document's name, by which the background knows it again. */
export function forms(): string {
  const shared = world();
  if (shared.page === undefined) {
    shared.page = newPageName();
    const survey = () => shared.survey?.() ?? [];
    const saving = serveSaving({ page: shared.page, survey });
    serveFilling({ page: shared.page, survey, onFilled: (form) => saving.filled(form) });
  }
  return shared.page;
}
