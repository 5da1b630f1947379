export const channels = 'channels';
