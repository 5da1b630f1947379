import { inner } from './postgres/inner.ts';

export const wrong = inner;
