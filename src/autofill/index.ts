/*
 * autofill: which fields a page has, what each of them is for, and how a value comes into one. It knows the page and
 * nothing else: no item, no question, no browser interface of extensions; what it is given is all that it fills.
 */
export { isOfLogin } from './classify/index.ts';
export type { FieldType, Form, FormKind, LoginFieldType } from './classify/index.ts';
export { asIs } from './find/index.ts';
export type { FieldElement } from './find/index.ts';
export { fill } from './fill/index.ts';
export type { FilledField, FillValues } from './fill/index.ts';
export { survey } from './survey.ts';
export type { SurveyOptions } from './survey.ts';
export { newWatch, sentOf, watched } from './watch/index.ts';
export type { SeenForm, SendingKind, SentLogin, Standing, TypedField, WatchEvent, WatchReport } from './watch/index.ts';
