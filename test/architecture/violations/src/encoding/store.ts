import { store } from '../../server/store/index.ts';

export const theirs = store;
