/*
 * What runs inside a web page, in our own isolated world. `wait` is all that an unread page pays for: it touches nothing
 * until a person does. `start` then shows marks at text fields and beside armored texts, opens our frames, and puts
 * armored text into fields. Holds no key and never sees a plaintext of ours; the page sees marks, frames, armored text.
 */
export { again } from './again.ts';
export { forms } from './forms.ts';
export { frames } from './frames.ts';
export { guard } from './guard.ts';
export { saving } from './saving.ts';
export { start } from './start.ts';
export { texts } from './texts.ts';
export { values } from './values.ts';
export { wait } from './wait.ts';
