import { vault } from '../vault/index.ts';

export const wrong = vault;
