import { replica } from '../replica/index.ts';

export const wrong = replica;
