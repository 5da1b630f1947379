import { inner } from '../kit/inner.ts';

export const pastTheDoor = inner;
