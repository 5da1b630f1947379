import { postgres } from '../postgres/index.ts';

export const wrong = postgres;
