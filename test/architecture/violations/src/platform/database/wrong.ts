import { workers } from '../workers/index.ts';

export const wrong = workers;
