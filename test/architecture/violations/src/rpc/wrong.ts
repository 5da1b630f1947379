import { Hono } from 'hono';
import { items } from '../items/index.ts';
import type { OfBackground } from '../background/index.ts';

export const wrong: readonly unknown[] = [Hono, items];
export type Wrong = OfBackground;
