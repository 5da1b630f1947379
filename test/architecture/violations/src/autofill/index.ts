export const autofill = 'autofill';
export type OfAutofill = typeof autofill;
