import { find } from '../find/index.ts';

export const right = find;
