export const mailbox = 'mailbox';
