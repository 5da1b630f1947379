import { rows } from '../rows/index.ts';

export const wrong = rows;
