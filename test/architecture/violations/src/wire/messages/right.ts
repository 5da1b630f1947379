import { vault } from '../vault/index.ts';

export const right = vault;
