import { Hono } from 'hono';
import { platform } from '../platform/index.ts';
import type { OfVault } from '../vault/index.ts';

export const wrong: readonly unknown[] = [Hono, platform];
export type Wrong = OfVault;
