import { inner } from './state/inner.ts';

export const pastTheDoor = inner;
