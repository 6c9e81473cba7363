import * as v from 'valibot';
import { distinctNames, listedName } from '../text.ts';

/** A forum's name as analysts write it: `OSCE`, `Council of Europe`, `bilateral`. */
export const forumName = listedName(100, 'A forum needs a name.');

/** Names without empty ones and doubles, whatever their case; the first spelling stays. */
export const forumNames = v.pipe(
	v.array(forumName, 'List the forums by name.'),
	v.maxLength(50, 'At most 50 forums.'),
	v.transform(distinctNames)
);
