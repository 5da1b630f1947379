/*
 * find: which fields a document has, through shadow roots of every kind, and which of them belong together. It looks and
 * changes nothing; what a field is for is somebody else's question.
 */
export { asIs } from './as-is.ts';
export { isInert, isMasked, isNoTrap, isOpen, isShown, opensAtFocus } from './fields.ts';
export type { Group } from './groups.ts';
export { follows, groupsOf, isSender } from './groups.ts';
export type { FieldElement, ShadowRootOf } from './tree.ts';
export { elementsOf, isField, parentOf } from './tree.ts';
