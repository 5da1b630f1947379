/** Editors of which the text must reach the model, and one undo must bring back what was there. */
export const editors: readonly string[] = [
  'prosemirror',
  'tiptap',
  'lexical-rich',
  'lexical-plain',
  'slate',
  'quill',
  'ckeditor',
  'draft',
  'codemirror',
  'trix',
  'tinymce-inline',
  'tinymce-frame',
];
