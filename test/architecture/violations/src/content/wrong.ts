import { Hono } from 'hono';
import { messaging } from '../messaging/index.ts';
import type { OfKeys } from '../keys/index.ts';

export const wrong: readonly unknown[] = [Hono, messaging];
export type Wrong = OfKeys;
