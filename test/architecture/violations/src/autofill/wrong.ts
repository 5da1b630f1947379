import { Hono } from 'hono';
import { platform } from '../platform/index.ts';
import type { OfItems } from '../items/index.ts';

export const wrong: readonly unknown[] = [Hono, platform];
export type Wrong = OfItems;
