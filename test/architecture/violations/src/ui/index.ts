export const ui = 'ui';
export type OfUi = typeof ui;
