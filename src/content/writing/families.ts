/*
 * Editors of which a test of ours has shown that what the browser types into them reaches their model
 * (test/e2e/pages/editors.test.ts), and the marks by which one sees that an element is drawn by code at all.
 */
const believers =
  '.ProseMirror, .ql-editor, .cm-content, .public-DraftEditor-content, .mce-content-body, [data-lexical-editor]';

/** Attributes that a hand-written editable element may have without any code that keeps a text of its own. */
const plainAttributes =
  /^(?:id|class|style|title|lang|dir|role|tabindex|contenteditable|spellcheck|autocapitalize|autocorrect|autocomplete|inputmode|enterkeyhint|translate|hidden|placeholder|href|src|alt|target|rel|width|height|color|face|size|align|name|part|slot|draggable|aria-[a-z]+|on[a-z]+|data-(?:placeholder|testid|test-id|test|text|label|id|name))$/;

/** Classes by which other editors mark what they draw. */
const editorNames =
  /editor|editable|wysiwyg|composer|(?:^|[\s_-])(?:ck|cke|fr|jodit|note|sun|trix|slate|lexical|tox|redactor|quill|draft|rte|rich-?text)[\s_-]/i;

/** Whether what stands in this element after a browser's own typing is what its page will send. */
export function believesDom(element: HTMLElement): boolean {
  return element.matches(believers) || !hasMarks(element);
}

function hasMarks(element: HTMLElement): boolean {
  if (element.tagName.includes('-') || ('editContext' in element && element.editContext !== null)) return true;
  if (editorNames.test(`${element.className} `)) return true;
  return [element, ...element.querySelectorAll('*')].some(
    (one) =>
      one.tagName.includes('-') ||
      one.getAttribute('contenteditable') === 'false' ||
      one.getAttributeNames().some((name) => !plainAttributes.test(name)),
  );
}

/** Draft.js breaks when the browser types into its empty field; it takes pasting whole. */
export function takesPasteFirst(element: HTMLElement): boolean {
  return element.matches('.public-DraftEditor-content');
}

/** TinyMCE keeps what was there for its undo when a key goes down, and only then. */
export function keepsAtKey(element: HTMLElement): boolean {
  return element.matches('.mce-content-body');
}
