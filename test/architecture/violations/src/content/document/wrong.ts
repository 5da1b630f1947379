import { frames } from '../frames/index.ts';

export const wrong = frames;
