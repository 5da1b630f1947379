import { keys } from '../index.ts';

export const wrong = keys;
