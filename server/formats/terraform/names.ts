/* What the files of Terraform are called. Source: https://developer.hashicorp.com/terraform/language/files */

/** Whether Terraform reads the file as a part of the module in whose folder it lies. */
export const isModuleFile = (path: string): boolean =>
  /\.(?:tf|tofu)(?:\.json)?$/.test(path) && !/(?:^|[\\/])\./.test(path);

/** It changes what the other files say. */
export const isOverride = (path: string): boolean => /(?:^|[\\/_])override\.(?:tf|tofu)(?:\.json)?$/.test(path);
