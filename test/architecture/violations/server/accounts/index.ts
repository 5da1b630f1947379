import { Hono } from 'hono';
import { wire } from '../../src/wire/index.ts';
import { store } from '../database/index.ts';

export const accounts: readonly unknown[] = [Hono, wire, store];
