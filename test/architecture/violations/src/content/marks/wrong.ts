import { content } from '../index.ts';

export const wrong = content;
