/*
 * channels: people who share only a chat password. Makes and joins channels, seals and reads their texts, and keeps their keys in the
 * vault.
 */
export { Channels } from './channels.ts';
export { chatPasswordHandlers } from './chat-password.ts';
export { channelHandlers } from './handlers.ts';
export { heldChannels } from './held.ts';
export type { ChannelsParts } from './parts.ts';
