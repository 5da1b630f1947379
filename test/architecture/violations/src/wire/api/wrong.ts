import { wire } from '../index.ts';

export const wrong = wire;
