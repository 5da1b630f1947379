import { store } from '../../server/database/index.ts';

export const theirs = store;
