/** Who signs in on the pages under test; made when their server starts. */
export const administrator = { email: 'admin@example.org', password: 'a password for tests only' };
