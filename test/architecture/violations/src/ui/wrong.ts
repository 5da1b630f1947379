import { Hono } from 'hono';
import { keys } from '../keys/index.ts';
import type { OfBackground } from '../background/index.ts';

export const wrong: readonly unknown[] = [Hono, keys];
export type Wrong = OfBackground;
