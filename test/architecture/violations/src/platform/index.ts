export const platform = 'platform';
export type OfPlatform = typeof platform;
