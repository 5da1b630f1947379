export const messaging = 'messaging';
export type OfMessaging = typeof messaging;
