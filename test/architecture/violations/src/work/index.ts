export const work = 'work';
export type OfWork = typeof work;
