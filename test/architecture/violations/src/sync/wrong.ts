import { Hono } from 'hono';
import { keys } from '../keys/index.ts';
import type { OfRecords } from '../records/index.ts';

export const wrong: readonly unknown[] = [Hono, keys];
export type Wrong = OfRecords;
