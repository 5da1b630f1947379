import { browser } from '../browser/index.ts';

export const wrong = browser;
