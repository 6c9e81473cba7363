import { expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

test('the example of RFC 8785, 3.2.2, comes out as the RFC prints it', () => {
	const given = {
		numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
		string: '€$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
		literals: [null, true, false]
	};
	expect(canonicalJson(given)).toBe(
		'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
	);
});

test('keys are sorted by code units at every depth, and what is undefined is left out', () => {
	expect(canonicalJson({ b: [{ z: 1, a: 2 }], a: undefined, '\u20ac': 1, '\r': 2, '1': 3 })).toBe(
		'{"\\r":2,"1":3,"b":[{"a":2,"z":1}],"€":1}'
	);
});
