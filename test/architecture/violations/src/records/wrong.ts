import { Hono } from 'hono';
import { vault } from '../vault/index.ts';
import type { OfVault } from '../vault/index.ts';

export const wrong: readonly unknown[] = [Hono, vault];
export type Wrong = OfVault;
