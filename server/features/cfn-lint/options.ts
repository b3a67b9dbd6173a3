/* What an editor says at its start: `initializationOptions`. One that says nothing gets cfn-lint without a memory. */

export interface StartOptions {
  /** A folder of this machine, or in a browser anything: then memory is kept. */
  readonly storage?: string;
  /** In a browser, the address of cfn-lint's bundle. */
  readonly cfnLint?: string;
  /** Whether the user trusts the folders that are open. Nobody who does not say so is trusted. */
  readonly isTrusted: boolean;
}

/** What an editor sends may be anything. */
export function startOptions(said: unknown): StartOptions {
  if (typeof said !== 'object' || said === null) return { isTrusted: false };
  const text = (name: string): string | undefined => {
    const value: unknown = Reflect.get(said, name);
    return typeof value === 'string' ? value : undefined;
  };
  const storage = text('storage');
  const cfnLint = text('cfnLint');
  return {
    ...(storage !== undefined && { storage }),
    ...(cfnLint !== undefined && { cfnLint }),
    isTrusted: Reflect.get(said, 'isTrusted') === true,
  };
}
