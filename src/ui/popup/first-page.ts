import type { InputOf } from '../../rpc/index.ts';

/** What the popup shows before anything is typed. More rows than fit, so that the arrow keys have somewhere to go. */
export const firstPage: InputOf<'items.search'> = { query: '', in: 'all', offset: 0, limit: 50 };
