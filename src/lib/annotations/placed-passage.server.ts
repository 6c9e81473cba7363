import { findText, type KeptText } from '../developments/kept-text.server.ts';
import { Conflict, Refused } from '../errors.ts';
import type { Transaction } from '../server/database.ts';
import type { Actor } from '../users/user.ts';
import type { AnnotationInput } from './annotation.ts';
import { findPassage } from './passage.ts';
import { place, type Placement } from './placement.ts';
import { describe, type Selectors } from './selector.ts';

/**
 * The passage that is asked for: as it is kept, made from the text that was read, and where it is in the text in force.
 * @throws Refused where it is not in the text that was read, Conflict where the text was changed since and it is gone
 */
export async function placePassage(
	tx: Transaction,
	actor: Actor,
	{ developmentId, selectors: sought, textVersion, occurrence }: AnnotationInput
): Promise<{ selectors: Selectors; textVersion: number; placement: Placement }> {
	const current = await findText(tx, developmentId, actor);
	if (!current) throw new Refused('This development has no text yet. Paste the words of its source first.');
	const read = await textAsRead(tx, actor, developmentId, textVersion, current);
	const passage = findPassage(read.text, sought, occurrence);
	if (!passage)
		throw new Refused(
			'This passage is not in the text. Copy it from there as it stands; where it occurs less often than you say, give a smaller number.',
			'exact'
		);
	const selectors = describe(read.text, passage.start, passage.end);
	const placement = place(current.text, selectors);
	if (!placement)
		throw new Conflict('The text was changed meanwhile, and this passage is no longer in it.', 'exact');
	return { selectors, textVersion: read.version, placement };
}

async function textAsRead(
	tx: Transaction,
	actor: Actor,
	developmentId: number,
	version: number | null,
	current: KeptText
): Promise<KeptText> {
	if (version === null || version === current.version) return current;
	const read = await findText(tx, developmentId, actor, version);
	if (!read) throw new Refused(`There is no version ${version} of this text.`, 'textVersion');
	return read;
}
