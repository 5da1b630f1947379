import { Hono } from 'hono';
import { crypto } from '../crypto/index.ts';
import type { OfCrypto } from '../crypto/index.ts';

export const wrong: readonly unknown[] = [Hono, crypto];
export type Wrong = OfCrypto;
