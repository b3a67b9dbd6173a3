/** The languages a template can be written in. Whether a file is a template is for the server to see. */
export const languages = ['yaml', 'json', 'jsonc'];
