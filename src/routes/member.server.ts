import { redirect } from '@sveltejs/kit';
import type { Actor } from '#lib/users/user.ts';
import { signInHref } from './next.ts';

/** Who is signed in; somebody who is not goes to sign in first and comes back. For pages that only make sense signed in. */
export function member({ locals, url }: { locals: App.Locals; url: URL }): Actor {
	return locals.user ?? redirect(303, signInHref(url));
}
