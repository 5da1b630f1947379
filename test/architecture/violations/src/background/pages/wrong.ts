import { items } from '../items/index.ts';

export const wrong = items;
