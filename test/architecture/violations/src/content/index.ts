export const content = 'content';
export type OfContent = typeof content;
