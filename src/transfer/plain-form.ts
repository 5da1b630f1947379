/** How items are written into a readable file, one by one, so that nobody holds all of it. */
export interface PlainForm {
  readonly begin: (madeAt: number) => string;
  /** One item as it is stored; '' for one that has no place in it. */
  readonly item: (body: unknown) => string;
  readonly between: string;
  readonly end: string;
}
