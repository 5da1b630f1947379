/** What is put in: texts as an item keeps them. A group that is absent, or an empty text: nothing is known, its fields are left alone. */
export interface FillValues {
  readonly login?: LoginValues;
  readonly card?: CardValues;
  readonly identity?: IdentityValues;
}

interface LoginValues {
  readonly username: string;
  readonly password: string;
  readonly accountId: string;
  /** The one-time code of this moment. */
  readonly code?: string;
  /** What the password is to become. */
  readonly newPassword?: string;
}

export type CardValues = Readonly<Record<'holder' | 'number' | 'expiryMonth' | 'expiryYear' | 'code', string>>;

export type IdentityValues = Readonly<
  Record<
    | ('salutation' | 'firstName' | 'middleName' | 'lastName' | 'username' | 'company' | 'email' | 'phone' | 'birthday')
    | ('address1' | 'address2' | 'address3' | 'city' | 'region' | 'postalCode' | 'country'),
    string
  >
>;
