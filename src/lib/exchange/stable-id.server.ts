import { createHash } from 'node:crypto';
import type { DevelopmentInput } from '../developments/development.ts';

/**
 * The id of a development that came without one: the same for the same day, title, source and address, so that the same
 * row read again is known.
 */
export function stableIdOf({ occurredOn, title, source, sourceUrl }: DevelopmentInput): string {
	const said = JSON.stringify([occurredOn, title.toLowerCase(), source.toLowerCase(), sourceUrl]);
	return `X${createHash('sha256').update(said).digest('hex').slice(0, 20)}`;
}
