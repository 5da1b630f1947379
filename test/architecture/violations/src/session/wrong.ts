import { Hono } from 'hono';
import { crypto } from '../crypto/index.ts';
import type { OfVault } from '../vault/index.ts';

export const wrong: readonly unknown[] = [Hono, crypto];
export type Wrong = OfVault;
