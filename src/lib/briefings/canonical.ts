/**
 * JSON with one spelling for each value, for hashing: keys in the order of their code units, no white space, numbers and
 * strings as ECMAScript writes them (RFC 8785, JSON Canonicalization Scheme). Members that are undefined are left out.
 */
export function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	const members = Object.entries(value)
		.filter(([, part]) => part !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${members.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(',')}}`;
}
