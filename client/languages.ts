/** The languages a template can be written in. Whether a file is a template is for the server to see. */
export const templateLanguages = ['yaml', 'json', 'jsonc'];

/** Terraform's as this extension and HashiCorp's call it, and as OpenTofu's does. */
export const moduleLanguages = ['terraform', 'opentofu'];

/** Files of values for variables: nothing is said of them, but of the modules that they give something. */
const valueLanguages = ['terraform-vars', 'opentofu-vars'];

export const languages = [...templateLanguages, ...moduleLanguages, ...valueLanguages];
