export const contacts = 'contacts';
