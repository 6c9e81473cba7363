import { expect, test } from 'vitest';
import { inWords, networkOf } from './rate-limit.ts';

test.each([
	['192.0.2.7', '192.0.2.7'],
	['::ffff:192.0.2.7', '192.0.2.7'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
	['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
	['2001:db8::1', '2001:db8:0:0::/64'],
	['::1', '0:0:0:0::/64']
])('%s counts as %s', (address, network) => {
	expect(networkOf(address)).toBe(network);
});

test.each([
	[1, '1 second'],
	[119, '119 seconds'],
	[120, '2 minutes'],
	[841, '15 minutes']
])('a wait of %i seconds is said as %s', (seconds, words) => {
	expect(inWords(seconds)).toBe(words);
});
