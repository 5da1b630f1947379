import { inner } from '../kit/index.ts';

export const popup = inner;
