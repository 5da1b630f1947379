import { vault } from '../index.ts';

export const wrong = vault;
