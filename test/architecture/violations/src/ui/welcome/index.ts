export const welcome = 'welcome';
