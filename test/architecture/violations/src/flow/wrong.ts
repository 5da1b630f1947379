import { Hono } from 'hono';
import { encoding } from '../encoding/index.ts';
import type { OfItems } from '../items/index.ts';

export const wrong: readonly unknown[] = [Hono, encoding];
export type Wrong = OfItems;
