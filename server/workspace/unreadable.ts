/** Why a file cannot be read, and what to do, in a user's words. */
export function whyUnreadable(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? `It cannot be read: ${String(error)}`;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder; check the path.',
  ENOTDIR: 'There is no such file or folder; check the path.',
  EISDIR: 'This is a folder; name a file in it.',
  EACCES: 'It may not be read by this user; change its permissions, or leave it out.',
  EPERM: 'It may not be read by this user; change its permissions, or leave it out.',
  ELOOP: 'This link leads to itself; name the file it was meant for.',
};
