import { api } from '../api/index.ts';

export const wrong = api;
