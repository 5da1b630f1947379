import { state } from '../state/index.ts';

export const right = state;
