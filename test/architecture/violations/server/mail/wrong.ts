import { store } from '../store/index.ts';

export const wrong = store;
