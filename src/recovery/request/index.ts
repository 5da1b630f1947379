/*
 * request: what somebody tells who asks for help with a way back, and where that help finds them (protocol 7.2). Knows neither who helps
 * nor what is handed over.
 */
export { meetingOf, requestCode } from './request.ts';
