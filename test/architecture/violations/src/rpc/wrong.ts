import { Hono } from 'hono';
import { vault } from '../vault/index.ts';
import type { OfBackground } from '../background/index.ts';

export const wrong: readonly unknown[] = [Hono, vault];
export type Wrong = OfBackground;
