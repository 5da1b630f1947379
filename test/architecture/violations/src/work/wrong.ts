import { Hono } from 'hono';
import { keys } from '../keys/index.ts';
import type { OfVault } from '../vault/index.ts';

export const wrong: readonly unknown[] = [Hono, keys];
export type Wrong = OfVault;
