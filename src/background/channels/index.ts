/*
 * channels: people who share only a chat password. Makes and joins channels, seals and reads their texts, keeps their keys in the
 * vault, and announces them at the store that a channel names.
 */
export { bringChannels } from './bring.ts';
export { Channels } from './channels.ts';
export { chatPasswordHandlers } from './chat-password.ts';
export { channelHandlers } from './handlers.ts';
export { heldChannels, mostAround } from './held.ts';
export type { ChannelsParts } from './parts.ts';
export { ChannelTopics } from './topics.ts';
