import { world } from './document/index.ts';
import { serveSaving } from './saving/index.ts';

/** Starts what hears of logins that are typed and sent, once a document; it stands on our script for forms. */
export function saving(): void {
  const shared = world();
  const { page, survey, surveyAll } = shared;
  if (page !== undefined && survey && surveyAll) shared.saving ??= serveSaving({ page, survey, surveyAll });
}
