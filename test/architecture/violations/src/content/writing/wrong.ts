import { marks } from '../marks/index.ts';

export const wrong = marks;
