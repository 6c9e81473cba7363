import { expect, test } from 'vitest';
import { actions, may, roles } from './user.ts';

test('every role may do what the roles below it may', () => {
	for (const action of Object.keys(actions) as (keyof typeof actions)[]) {
		const allowed = roles.map((role) => may({ role, scope: 'write' }, action));
		expect(allowed).toEqual([...allowed].sort());
	}
});

test('a viewer writes nothing but tokens', () => {
	const allowed = Object.keys(actions).filter((action) =>
		may({ role: 'viewer', scope: 'write' }, action as keyof typeof actions)
	);
	expect(allowed).toEqual(['createToken']);
});
