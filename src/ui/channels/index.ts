/*
 * channels: people who share only a chat password, in windows of ours: making and joining one, and what is to be known of it.
 */
export { Channel } from './channel.tsx';
export { ChannelLines } from './lines.tsx';
export { JoinChannel } from './join-channel.tsx';
export { NewChannel } from './new-channel.tsx';
