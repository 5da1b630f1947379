import { inner } from '../crypto/inner.ts';

export const pastTheDoor = inner;
