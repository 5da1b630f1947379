import { nothing } from './nothing.ts';

export const nowhere: unknown = nothing;
