import { hash, verify, type Options } from '@node-rs/argon2';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const OPTIONS: Options = {
  // Argon2id. The package's `const enum` does not exist where files are compiled one by one.
  algorithm: 2,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
};

/** A PHC string. Some 60 ms of work, off the main thread. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), OPTIONS);
}

/**
 * Whether the password is the one. Without a hash (nobody has this login) the same work is done, so
 * that the time taken does not tell which logins exist.
 */
export async function verifyPassword(
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  if (passwordHash !== null) return verify(passwordHash, password.normalize('NFKC'));
  await hashPassword(password);
  return false;
}
