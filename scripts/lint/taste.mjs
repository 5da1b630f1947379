/**
 * Rules of our own for oxlint, each a remark that was made twice. It loads them as it loads an ESLint plugin.
 */

/** A rule that says one sentence wherever `find` finds something. */
function rule(said, find) {
  const create = (context) => find((node) => context.report({ node, messageId: 'said' }), context);
  return { meta: { messages: { said }, schema: false }, create };
}

const nameOf = (property) => property.name ?? property.value;

/** `globalThis.fetch` and `self.fetch` are the same door by another name. */
const byAnotherName = rule('A forbidden global by another name.', (report, { options }) => ({
  MemberExpression(node) {
    const isGlobal = ['globalThis', 'self', 'window'].includes(node.object.name);
    if (isGlobal && options.includes(nameOf(node.property))) report(node);
  },
}));

const rawHtml = rule('Text is put in as text.', (report) => ({
  JSXAttribute(node) {
    if (node.name.name === 'dangerouslySetInnerHTML') report(node);
  },
  AssignmentExpression({ left }) {
    if (left.type === 'MemberExpression' && /^(?:inner|outer)HTML$/.test(nameOf(left.property))) report(left);
  },
}));

const defaultExport = rule('Named exports only: a thing has one name everywhere.', (report) => ({
  ExportDefaultDeclaration: report,
}));

const ownKeys = rule('isEnter, isEscape and isComposed of the kit leave an input method its keys.', (report) => ({
  Literal(node) {
    if (node.value === 'Enter' || node.value === 'Escape') report(node);
  },
  MemberExpression(node) {
    if (nameOf(node.property) === 'isComposing') report(node);
  },
}));

const MOST_COMMENT = 140;

const longComment = rule('A comment is at most 140 characters wide.', (report, { sourceCode }) => ({
  Program() {
    for (const comment of sourceCode.getAllComments()) {
      const lines = comment.value.split('\n');
      const first = comment.loc.start.column + 2;
      if (lines.some((line, at) => line.length + (at === 0 ? first : 0) > MOST_COMMENT)) report(comment);
    }
  },
}));

export default {
  meta: { name: 'taste' },
  rules: {
    'by-another-name': byAnotherName,
    'raw-html': rawHtml,
    'default-export': defaultExport,
    'own-keys': ownKeys,
    'long-comment': longComment,
  },
};
