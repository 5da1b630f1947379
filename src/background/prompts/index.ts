/*
 * prompts: names and passwords that the browser itself asks for (RFC 7617). A person is asked first; each request is tried
 * once, then the browser asks by itself.
 */
export { Prompts } from './prompts.ts';
