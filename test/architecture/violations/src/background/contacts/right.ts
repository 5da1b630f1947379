import { context } from '../context/index.ts';

export const right = context;
