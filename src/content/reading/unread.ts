/** Elements whose text nobody reads. */
const unread = new Set([
  ...['script', 'style', 'template', 'noscript', 'title', 'desc', 'metadata', 'head', 'textarea', 'select', 'option'],
  ...['datalist', 'iframe', 'object', 'audio', 'video', 'canvas'],
]);

/** What browsers don't draw, whatever a page's rules say. */
export function isUnread(element: Element): boolean {
  return unread.has(element.localName);
}
