import { conversations } from '../conversations/index.ts';

export const wrong = conversations;
