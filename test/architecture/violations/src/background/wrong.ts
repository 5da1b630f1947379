import { Hono } from 'hono';
import { ui } from '../ui/index.ts';
import type { OfContent } from '../content/index.ts';

export const wrong: readonly unknown[] = [Hono, ui];
export type Wrong = OfContent;
