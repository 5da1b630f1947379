import { devices } from '../devices/index.ts';
import type { OfSync } from '../sync/index.ts';

export const right = devices;
export type Right = OfSync;
