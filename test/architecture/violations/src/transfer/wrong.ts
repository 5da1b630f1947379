import { Hono } from 'hono';
import { crypto } from '../crypto/index.ts';
import type { OfRecords } from '../records/index.ts';

export const wrong: readonly unknown[] = [Hono, crypto];
export type Wrong = OfRecords;
