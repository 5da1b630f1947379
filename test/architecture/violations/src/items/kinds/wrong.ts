import { items } from '../index.ts';

export const wrong = items;
