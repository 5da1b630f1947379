/*
 * messages: what was written and read, by people: the list, one conversation, what is found, first messages of people who aren't known,
 * who answered an invitation, and who asks for a text again. Loaded when somebody opens it; texts are there only while messages are
 * unlocked.
 */
export { Answers } from './answers.tsx';
export { Asks } from './asks.tsx';
export { Found } from './found.tsx';
export { Messages } from './messages.tsx';
export { Requests } from './requests.tsx';
