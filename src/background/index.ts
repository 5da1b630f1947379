/*
 * Builds the rooms and answers the questions of our pages: one handler file a group of questions. `start` is the only place
 * that knows all rooms; a handler gets what it needs as an argument. Holds the open vault through the session, and nothing
 * that must outlive this background anywhere else than in storage.
 */
export { start } from './start.ts';
