import { messages } from '../messages/index.ts';

export const right = messages;
