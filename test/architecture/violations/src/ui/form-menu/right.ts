import { inner } from '../kit/index.ts';

export const right = inner;
