import { Hono } from 'hono';
import { devices } from '../devices/index.ts';
import type { OfSession } from '../session/index.ts';

export const wrong: readonly unknown[] = [Hono, devices];
export type Wrong = OfSession;
