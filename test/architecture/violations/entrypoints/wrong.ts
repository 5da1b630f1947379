import { Hono } from 'hono';
import { keys } from '../src/keys/index.ts';

export const wrong: readonly unknown[] = [Hono, keys];
