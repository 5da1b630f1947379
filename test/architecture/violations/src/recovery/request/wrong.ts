import { trustees } from '../trustees/index.ts';

export const wrong = trustees;
