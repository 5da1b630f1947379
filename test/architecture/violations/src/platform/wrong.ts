import { Hono } from 'hono';
import { rpc } from '../rpc/index.ts';
import type { OfRecords } from '../records/index.ts';

export const wrong: readonly unknown[] = [Hono, rpc];
export type Wrong = OfRecords;
