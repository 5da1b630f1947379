import { marks } from '../marks/index.ts';

export const right = marks;
