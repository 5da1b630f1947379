import { Hono } from 'hono';
import { keys } from '../keys/index.ts';
import type { OfSession } from '../session/index.ts';

export const wrong: readonly unknown[] = [Hono, keys];
export type Wrong = OfSession;
