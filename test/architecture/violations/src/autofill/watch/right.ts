import { classify } from '../classify/index.ts';
import { find } from '../find/index.ts';

export const right = [find, classify];
