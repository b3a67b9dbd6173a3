/*
 * What the files of Terraform are called, and what AWS's provider calls resources.
 * Source: https://developer.hashicorp.com/terraform/language/files
 */

/** Whether Terraform reads the file as a part of the module in whose folder it lies. */
export const isModuleFile = (path: string): boolean =>
  /\.(?:tf|tofu)(?:\.json)?$/.test(path) && !/(?:^|[\\/])\./.test(path);

/** It changes what the other files say. */
export const isOverride = (path: string): boolean => /(?:^|[\\/_])override\.(?:tf|tofu)(?:\.json)?$/.test(path);

/** One word for a resource that the provider has under two names: `aws_alb` is `aws_lb`. */
export const typeOf = (written: string): string => written.replace(/^aws_alb(?=_|$)/, 'aws_lb');

/** What the provider says of a resource. */
export const pageOfType = (type: string): string =>
  `https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/${typeOf(type).replace(/^aws_/, '')}`;
