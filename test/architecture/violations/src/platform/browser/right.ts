import { page } from '../page/index.ts';

export const right = page;
