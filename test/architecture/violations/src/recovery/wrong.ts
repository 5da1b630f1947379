import { Hono } from 'hono';
import { messaging } from '../messaging/index.ts';
import type { OfItems } from '../items/index.ts';

export const wrong: readonly unknown[] = [Hono, messaging];
export type Wrong = OfItems;
