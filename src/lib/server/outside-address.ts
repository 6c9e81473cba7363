import { BlockList, isIP, isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Refused } from '../errors.ts';

/** Why something outside was not fetched; the message says it to people, the code to programs. */
export type RefusalCode =
	| 'address'
	| 'scheme'
	| 'credentials'
	| 'port'
	| 'private'
	| 'unresolved'
	| 'redirects'
	| 'unreachable'
	| 'timeout'
	| 'too_large'
	| 'encoding'
	| 'broken'
	| 'cancelled';

/** An address outside was not fetched, or not to its end. */
export class FetchRefused extends Refused {
	readonly code: RefusalCode;
	constructor(code: RefusalCode, message: string, cause?: unknown) {
		super(message, 'url');
		this.code = code;
		if (cause !== undefined) this.cause = cause;
	}
}

/** Networks behind the firewall; the setting FETCH_PRIVATE opens them. */
const inside = new BlockList();
for (const [net, bits] of [
	['10.0.0.0', 8],
	['127.0.0.0', 8],
	['172.16.0.0', 12],
	['192.168.0.0', 16]
] as const)
	inside.addSubnet(net, bits, 'ipv4');
inside.addAddress('::1', 'ipv6');
inside.addSubnet('fc00::', 7, 'ipv6');

/** Addresses at which no public page can be, by the special-purpose registries of IANA. */
const nowhere = new BlockList();
for (const [net, bits] of [
	['0.0.0.0', 8],
	['100.64.0.0', 10],
	// Link-local: with it what clouds tell their machines, at 169.254.169.254.
	['169.254.0.0', 16],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.31.196.0', 24],
	['192.52.193.0', 24],
	['192.88.99.0', 24],
	['192.175.48.0', 24],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 4],
	['240.0.0.0', 4]
] as const)
	nowhere.addSubnet(net, bits, 'ipv4');
// Tunnels (Teredo, 6to4), benchmarks and documentation, inside the space of public addresses.
for (const [net, bits] of [
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
	['3fff::', 20]
] as const)
	nowhere.addSubnet(net, bits, 'ipv6');

const publicIPv6 = new BlockList();
publicIPv6.addSubnet('2000::', 3, 'ipv6');
const mapped = new BlockList();
mapped.addSubnet('::ffff:0:0', 96, 'ipv6');
const translated = new BlockList();
translated.addSubnet('64:ff9b::', 96, 'ipv6');

/**
 * Whether a connection to this IP address is allowed. IPv4 inside IPv6 (mapped, or translated by NAT64) is judged as
 * what it leads to.
 */
export function mayReach(address: string, allowsInside = false): boolean {
	if (isIPv4(address)) return mayReachIPv4(address, allowsInside);
	if (isIP(address) === 0 || address.includes('%')) return false;
	if (mapped.check(address, 'ipv6') || translated.check(address, 'ipv6'))
		return mayReachIPv4(lastFourBytes(address), allowsInside);
	if (inside.check(address, 'ipv6')) return allowsInside;
	return (
		publicIPv6.check(address, 'ipv6') &&
		!nowhere.check(address, 'ipv6') &&
		(allowsInside || !isOwn(address, 'ipv6'))
	);
}

function mayReachIPv4(address: string, allowsInside: boolean): boolean {
	if (nowhere.check(address, 'ipv4')) return false;
	return allowsInside || (!inside.check(address, 'ipv4') && !isOwn(address, 'ipv4'));
}

/** A public address of this very machine leads behind its firewall too. */
function isOwn(address: string, family: 'ipv4' | 'ipv6'): boolean {
	const own = new BlockList();
	for (const held of Object.values(networkInterfaces()).flatMap((all) => all ?? []))
		own.addAddress(held.address, held.family === 'IPv4' ? 'ipv4' : 'ipv6');
	return own.check(address, family);
}

/** `64:ff9b::7f00:1` and `::ffff:127.0.0.1` end in 127.0.0.1. */
function lastFourBytes(address: string): string {
	const written = new URL(`http://[${address}]`).hostname.slice(1, -1);
	const [high = 0, low = 0] = (written.split('::').at(-1) ?? '')
		.split(':')
		.slice(-2)
		.map((group) => parseInt(group || '0', 16));
	const both = written.split('::').at(-1)?.includes(':') ? [high, low] : [0, high];
	return both.flatMap((group) => [group >> 8, group & 255]).join('.');
}

/** Ports below 1024 belong to services that are no web pages; of those above, browsers refuse these. */
const portsOfOthers = [
	1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
	10080
];
const longestAddress = 4_000;

/**
 * Reads an address that somebody gave or a redirect led to.
 * @throws FetchRefused unless it is http or https, without a password, on a port of the web, and not behind the firewall.
 */
export function readOutsideAddress(address: string, base?: URL, allowsInside = false): URL {
	const text = address.trim();
	if (text.length > longestAddress || !URL.canParse(text, base))
		throw new FetchRefused('address', 'This is not a web address. Write it as https://example.org/page.');
	const url = new URL(text, base);
	if (url.protocol !== 'http:' && url.protocol !== 'https:')
		throw new FetchRefused('scheme', 'Only addresses that begin with http:// or https:// are fetched.');
	if (url.username || url.password)
		throw new FetchRefused('credentials', 'The address holds a user name or password. Leave them out.');
	const port = Number(url.port);
	if (port && port !== 443 && port !== 80 && (port < 1024 || portsOfOthers.includes(port)))
		throw new FetchRefused('port', `No web pages are fetched from port ${port}.`);
	// Decimal, octal and hexadecimal hosts were written out as dotted ones by the URL parser.
	const host = url.hostname.replace(/^\[|\]$/g, '');
	if (isIP(host) && !mayReach(host, allowsInside)) throw notPublic(host);
	url.hash = '';
	return url;
}

export const notPublic = (host: string) =>
	new FetchRefused(
		'private',
		`${host} leads to a private or local network. Only pages on the public internet are fetched.`
	);
