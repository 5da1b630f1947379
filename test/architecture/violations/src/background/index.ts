export const background = 'background';
export type OfBackground = typeof background;
