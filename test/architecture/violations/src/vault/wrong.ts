import { Hono } from 'hono';
import { sync } from '../sync/index.ts';
import type { OfSession } from '../session/index.ts';

export const wrong: readonly unknown[] = [Hono, sync];
export type Wrong = OfSession;
