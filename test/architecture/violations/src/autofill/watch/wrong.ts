import { fill } from '../fill/index.ts';

export const wrong = fill;
