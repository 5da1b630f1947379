import { Hono } from 'hono';
import { crypto } from '../crypto/index.ts';
import type { OfItems } from '../items/index.ts';

export const wrong: readonly unknown[] = [Hono, crypto];
export type Wrong = OfItems;
