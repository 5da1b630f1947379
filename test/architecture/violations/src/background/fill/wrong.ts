import { generator } from '../generator/index.ts';

export const wrong = generator;
