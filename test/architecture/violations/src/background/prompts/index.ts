export const prompts = 'prompts';
