import type { FieldElement } from '../find/index.ts';

/** What a field is for; the names are those of HTML's autocomplete where it has one. */
export type FieldType =
  | ('username' | 'email' | 'current-password' | 'new-password' | 'one-time-code' | 'account-id')
  | ('name' | 'honorific-prefix' | 'given-name' | 'additional-name' | 'family-name' | 'nickname' | 'organization')
  | ('street-address' | 'address-line1' | 'address-line2' | 'address-line3' | 'house-number')
  | ('address-level2' | 'address-level1' | 'postal-code' | 'country')
  | ('tel' | 'tel-country-code' | 'tel-area-code' | 'tel-local')
  | ('bday' | 'bday-day' | 'bday-month' | 'bday-year')
  | ('cc-number' | 'cc-name' | 'cc-given-name' | 'cc-family-name')
  | ('cc-exp' | 'cc-exp-month' | 'cc-exp-year' | 'cc-csc' | 'cc-type')
  | ('search' | 'unknown');

const ofLogin = ['username', 'email', 'account-id', 'current-password', 'new-password'] as const satisfies FieldType[];

/** What a login is typed into. */
export type LoginFieldType = (typeof ofLogin)[number];

export function isOfLogin(type: FieldType): type is LoginFieldType {
  return ofLogin.some((one) => one === type);
}

/** What speaks for or against what something may be. */
export interface Evidence {
  /** Names that the table has weights of. */
  readonly names: readonly string[];
  /** Types that are said outright, each with how much that counts. */
  readonly said: readonly (readonly [type: FieldType, weight: number])[];
}

/** What a form is there for. */
export type FormKind =
  | ('login' | 'sign-up' | 'change-password' | 'code' | 'card' | 'identity')
  | ('search' | 'newsletter' | 'contact' | 'other');

export interface FormField {
  readonly element: FieldElement;
  readonly type: FieldType;
  /** One of several that hold one value: a code in boxes, a number in parts. From 0. */
  readonly part?: { readonly index: number; readonly of: number };
}

export interface Form {
  readonly kind: FormKind;
  /** The form element, or what holds its fields where there is none. */
  readonly container: Element;
  readonly fields: readonly FormField[];
  /** What a person presses to send it, likeliest first. */
  readonly submits: readonly HTMLElement[];
  /** Every button by which the browser sends it, whatever is written on it. */
  readonly senders: readonly HTMLElement[];
}
