import { unlock } from '../unlock/index.ts';

export const right = unlock;
