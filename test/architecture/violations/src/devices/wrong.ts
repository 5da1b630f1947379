import { Hono } from 'hono';
import { messaging } from '../messaging/index.ts';
import type { OfVault } from '../vault/index.ts';

export const wrong: readonly unknown[] = [Hono, messaging];
export type Wrong = OfVault;
