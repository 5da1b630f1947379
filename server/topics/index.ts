/*
 * topics: where members of a channel announce its keys to each other (protocol 8.9): sealed announcements of one size, one behind the
 * other, for whoever signs by the topic's key. Whose channel it is, and who asked, stands in no table.
 */
export { Topics } from './topics.ts';
