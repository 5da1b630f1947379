import { fill } from '../autofill/index.ts';
import { bringSaving, world } from './document/index.ts';
import { serveFilling } from './filling/index.ts';

/** Starts what fills, once a document; it stands on our script for forms. */
export function values(): void {
  const shared = world();
  const { page, survey } = shared;
  if (page === undefined || !survey || shared.filling) return;
  shared.filling = true;
  serveFilling({
    page,
    survey,
    at: () => world().menuAt,
    fill,
    hearer: async () => {
      const saving = await bringSaving();
      return saving && ((form) => saving.filled(form));
    },
  });
}
