import { background } from '../src/background/index.ts';

export const start = background;
