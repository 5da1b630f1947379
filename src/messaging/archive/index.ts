/*
 * archive: texts between people as they are kept (protocol 8.8): the names of their records, and the index by which they are
 * looked up, listed and searched. Opens no record and knows no database: it says which ones have to be read.
 */
export { conversationForms } from './as-text.ts';
export type { ConversationForm, TextWords } from './as-text.ts';
export { groupsIn, unreadIn } from './groups.ts';
export type { Group, Member, MembersNews, People } from './groups.ts';
export { compareIndex, dropRows, indexOf, putRows, rowsOf } from './message-index.ts';
export type { MessageIndex } from './message-index.ts';
export { leftName, messageName, readMarkName } from './names.ts';
export { believedTime, endingRow, rowOf } from './rows.ts';
export type { IndexRow, MessageRow } from './rows.ts';
export { storedIndex, writeChunk } from './stored.ts';
export type { ConversationView } from './views.ts';
export { claimsOf, conversationsIn, isUnread, readUpTo, searchTexts, textsIn } from './views.ts';
