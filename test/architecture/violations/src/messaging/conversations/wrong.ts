import { channels } from '../channels/index.ts';

export const wrong = channels;
