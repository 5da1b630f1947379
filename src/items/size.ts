/** What an item with its history may take, in bytes of UTF-8. */
export const MOST_ITEM_BYTES = 3 * 1024 * 1024;
