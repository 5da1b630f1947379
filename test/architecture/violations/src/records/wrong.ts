import { Hono } from 'hono';
import { items } from '../items/index.ts';
import type { OfItems } from '../items/index.ts';

export const wrong: readonly unknown[] = [Hono, items];
export type Wrong = OfItems;
