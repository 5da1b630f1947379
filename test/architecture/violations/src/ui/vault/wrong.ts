import { welcome } from '../welcome/index.ts';

export const wrong = welcome;
