import { expect, test } from 'vitest';
import { preferred } from './accept.ts';

const types = ['application/ld+json', 'application/json'] as const;

test.each([
	[null, 'application/ld+json'],
	['*/*', 'application/ld+json'],
	['application/json', 'application/json'],
	['application/json;q=0.5, application/ld+json', 'application/ld+json'],
	['application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', 'application/ld+json'],
	['application/*;q=0.8, application/json', 'application/json'],
	['application/ld+json;q=0, application/*', 'application/json'],
	['text/turtle', 'application/ld+json'],
	['text/html,application/xhtml+xml,*/*;q=0.8', 'application/ld+json']
])('to who accepts %s goes %s', (accept, expected) => {
	expect(preferred(accept, types)).toBe(expected);
});
