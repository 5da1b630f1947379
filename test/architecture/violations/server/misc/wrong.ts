import { store } from '../database/index.ts';

export const wrong = store;
