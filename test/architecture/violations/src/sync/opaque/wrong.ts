import { exchange } from '../exchange/index.ts';

export const wrong = exchange;
