import { match } from '../match/index.ts';

export const right = match;
