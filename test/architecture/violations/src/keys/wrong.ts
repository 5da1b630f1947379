import { Hono } from 'hono';
import { records } from '../records/index.ts';
import type { OfRecords } from '../records/index.ts';

export const wrong: readonly unknown[] = [Hono, records];
export type Wrong = OfRecords;
