/** Where the prefix of an armored text begins. The rest of it, and of the prefix, may stand in other nodes. */
export interface Place {
  readonly node: Text;
  readonly offset: number;
}
