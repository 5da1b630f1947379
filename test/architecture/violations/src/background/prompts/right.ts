import { items } from '../items/index.ts';

export const right = items;
