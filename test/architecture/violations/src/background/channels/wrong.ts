import { pages } from '../pages/index.ts';

export const wrong = pages;
