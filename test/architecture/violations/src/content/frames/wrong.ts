import { saving } from '../saving/index.ts';

export const wrong = saving;
