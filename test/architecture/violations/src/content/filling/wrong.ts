import { writing } from '../writing/index.ts';

export const wrong = writing;
