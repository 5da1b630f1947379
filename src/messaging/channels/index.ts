/**
 * channels: the keys of people who share only a chat password (protocol 8.9). What a password comes to, how one key is announced
 * and which of several counts. Pure: told the time and the stretching, holds nothing.
 */
export { announcementHash, openAnnouncement, sealAnnouncement } from './announcement.ts';
export { ChannelFullError } from './errors.ts';
export { ageOf, currentKey, firstKey, isDue, nextKey, takeKey } from './keys.ts';
export type { ChannelKey } from './keys.ts';
export { channelSecret } from './secret.ts';
export { openAnnouncements, topicKey } from './topic.ts';
