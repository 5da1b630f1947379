export const pages = 'pages';
