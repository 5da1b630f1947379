import { format } from '../format/index.ts';

export const right = format;
