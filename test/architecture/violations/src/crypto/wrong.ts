import { Hono } from 'hono';
import { wire } from '../wire/index.ts';
import type { OfWire } from '../wire/index.ts';

export const wrong: readonly unknown[] = [Hono, wire];
export type Wrong = OfWire;
