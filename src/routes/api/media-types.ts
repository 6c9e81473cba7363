import type { Json } from './path-parameters.ts';

/** What a body may be sent as, where that is not JSON alone. */
export const sentBy: Record<string, readonly string[]> = {
	patch: ['application/json', 'application/merge-patch+json']
};
export const sentAs: Record<string, readonly string[]> = {
	Annotation: ['application/json', 'application/ld+json']
};
/** Whatever it is said to be, a file is looked at for what it is. */
export const fileTypes: Json = {
	'text/csv': {},
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {},
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {},
	'application/json': {},
	'application/octet-stream': {}
};
export const plain: Json = { 'text/plain': { schema: { type: 'string' } } };
