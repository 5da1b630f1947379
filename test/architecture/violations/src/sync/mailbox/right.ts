import { client } from '../client/index.ts';

export const right = client;
