/* The shapes of what the API answers about briefings; see `shapes.ts`. */
import * as v from 'valibot';
import { blockKinds, briefingStates } from '#lib/briefings/briefing.ts';
import { count, day, id, moment, orNull, told } from './shapes.ts';

const period = v.strictObject({ from: orNull(day), to: orNull(day) });

export const briefingSummary = v.strictObject({
	id,
	title: v.string(),
	audience: told(v.string(), 'Whom it is for; empty where it does not say.'),
	state: v.picklist(briefingStates),
	period: told(period, 'First and last day that it covers; null for open.'),
	publications: told(v.array(v.string()), 'Slugs of the publications that it is about.'),
	createdBy: v.string(),
	updatedAt: moment,
	issue: told(
		orNull(v.strictObject({ number: count, issuedAt: moment })),
		'The last issue; null where it was never issued.'
	)
});

export const briefingPage = v.strictObject({
	briefings: v.array(briefingSummary),
	next: told(orNull(v.string()), 'Address of the next page; null on the last.')
});

const node = told(
	v.looseObject({
		type: v.picklist(['heading', 'paragraph', 'list', 'quote', 'table', 'chart', 'rule', 'bibliography'])
	}),
	'Words stand in `content` as runs, links, line breaks and notes; a note is a place among `notes`, from 0. A chart carries its data as `spec`.'
);

const documentEntries = {
	title: v.string(),
	audience: v.string(),
	locale: told(v.string(), 'BCP 47 tag.'),
	publications: v.array(
		v.strictObject({
			slug: v.string(),
			title: v.string(),
			authors: v.array(v.string()),
			year: orNull(v.number())
		})
	),
	period,
	since: told(orNull(day), 'What changed is reckoned from the end of this day.'),
	asOf: told(
		v.strictObject({ on: day, recordedBy: moment }),
		'The last day that counts, and the moment up to which records count.'
	),
	issue: told(
		orNull(v.strictObject({ number: count, issuedOn: day, issuedBy: v.string() })),
		'Null for the briefing as it stands, made from what the tracker holds now.'
	),
	sections: v.array(v.strictObject({ blockId: id, kind: v.picklist(blockKinds), nodes: v.array(node) })),
	notes: told(
		v.array(
			v.strictObject({
				cites: v.array(
					v.strictObject({
						source: told(v.string(), 'Id of one of `sources`.'),
						locator: v.optional(told(v.string(), 'Page.')),
						prefix: v.optional(v.string()),
						suffix: v.optional(v.string())
					})
				)
			})
		),
		'Footnotes in order.'
	),
	sources: told(v.array(v.looseObject({ id: v.string(), type: v.string() })), 'What is cited, as CSL-JSON.'),
	citationStyle: v.string()
};

export const briefing = v.strictObject({
	id,
	state: v.picklist(briefingStates),
	version: told(count, 'Version of the title, the audience and the period; whoever issues names it.'),
	...documentEntries
});

export const frozenDocument = v.strictObject(documentEntries);

export const begun = v.strictObject({ id, title: v.string(), state: v.picklist(briefingStates) });
