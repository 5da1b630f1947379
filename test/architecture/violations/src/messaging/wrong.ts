import { Hono } from 'hono';
import { session } from '../session/index.ts';
import type { OfSession } from '../session/index.ts';

export const wrong: readonly unknown[] = [Hono, session];
export type Wrong = OfSession;
