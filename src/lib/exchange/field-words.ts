import { confidences, trajectories } from '../assessments/assessment.ts';
import { kinds, precisions, reliabilities, sourceKinds } from '../developments/development.ts';
import { horizons, kinds as recommendationKinds } from '../recommendations/recommendation.ts';
import type { ImportField } from './fields.ts';
import type { ImportKind } from './file-import.ts';

// How the fields of imported files are called, what to write in them, and by which other names columns are known.

type Told = Partial<Omit<ImportField, 'name' | 'isRequired'>>;

/** By kind of file, then by the name of the field. Synonyms are in small letters without signs, the likeliest first. */
export const fieldWords: Record<ImportKind, Record<string, Told>> = {
	developments: {
		id: {
			label: 'Id',
			hint: 'lasts from file to file; made from the content where absent',
			synonyms: ['key', 'itemkey', 'citationkey', 'externalid', 'developmentid', 'identifier', 'number', 'no']
		},
		occurred_on: {
			label: 'When it happened',
			hint: '2022-03-04, 4 March 2022, 04.03.2022, March 2022 or 2022',
			synonyms: ['date', 'day', 'eventdate', 'when', 'occurred', 'datum', 'issued', 'publicationyear', 'year']
		},
		date_precision: {
			label: 'How exactly that is known',
			choices: precisions,
			synonyms: ['precision', 'occurredprecision', 'dateprecision']
		},
		kind: {
			label: 'Kind',
			choices: kinds,
			synonyms: ['type', 'category', 'developmentkind', 'developmenttype', 'eventtype']
		},
		title: {
			label: 'Title',
			synonyms: ['headline', 'name', 'event', 'development', 'subject', 'titel', 'titre']
		},
		summary: {
			label: 'Summary',
			synonyms: ['abstract', 'abstractnote', 'description', 'text', 'content', 'details', 'notes', 'note']
		},
		actors: {
			label: 'Actors',
			hint: 'names parted by semicolons',
			synonyms: ['actor', 'participants', 'parties', 'who', 'countries', 'country']
		},
		forum: {
			label: 'Forums',
			hint: 'names parted by semicolons',
			synonyms: ['forums', 'fora', 'venue', 'organisation', 'organization', 'institution', 'where']
		},
		source_publisher: {
			label: 'Source',
			hint: 'the outlet or body that reports',
			synonyms: [
				'source',
				'sourcename',
				'publisher',
				'publicationtitle',
				'containertitle',
				'outlet',
				'newspaper',
				'medium',
				'journal',
				'website',
				'websitetitle'
			]
		},
		source_title: { label: 'Title of the text', synonyms: ['articletitle', 'sourceheadline'] },
		source_url: {
			label: 'Address',
			hint: 'http or https',
			synonyms: ['url', 'link', 'address', 'web', 'href', 'uri']
		},
		source_type: { label: 'Kind of source', choices: sourceKinds, synonyms: ['sourcekind', 'mediatype'] },
		reliability: {
			label: 'Reliability of the source',
			choices: reliabilities,
			synonyms: ['sourcereliability', 'admiraltyreliability']
		},
		credibility: {
			label: 'Credibility',
			choices: ['1', '2', '3', '4', '5', '6'],
			synonyms: ['admiraltycredibility', 'informationcredibility']
		},
		published_on: {
			label: 'Published on',
			synonyms: ['published', 'publicationdate', 'dateadded', 'pubdate']
		},
		accessed_on: { label: 'Accessed on', synonyms: ['accessed', 'accessdate', 'retrieved'] },
		archived_url: {
			label: 'Archived address',
			synonyms: ['archive', 'archiveurl', 'archived', 'waybackurl']
		},
		source_author: { label: 'Author', synonyms: ['author', 'authors', 'creator', 'byline'] },
		source_language: { label: 'Language', synonyms: ['language', 'lang'] }
	},
	evidence: {
		development_id: {
			label: 'Development',
			hint: 'its id',
			synonyms: ['development', 'externalid', 'id', 'event']
		},
		recommendation_code: {
			label: 'Recommendation',
			hint: 'its code',
			synonyms: ['recommendation', 'code', 'item']
		},
		effect: { label: 'Effect', hint: '−2 to 2', synonyms: ['coding', 'score', 'value', 'direction'] },
		rationale: {
			label: 'Rationale',
			synonyms: ['reason', 'why', 'justification', 'comment', 'note', 'notes']
		},
		coder: {
			label: 'Coder',
			hint: 'name or e-mail; you where absent',
			synonyms: ['analyst', 'codedby', 'author', 'who']
		},
		progress_marker: {
			label: 'Progress marker',
			hint: 'its words, as the recommendation has them now',
			synonyms: ['marker', 'sign', 'indicator']
		},
		quote: {
			label: 'Quote',
			hint: 'the words of the source that it rests on',
			synonyms: ['quotation', 'excerpt', 'passage']
		}
	},
	assessments: {
		recommendation_code: {
			label: 'Recommendation',
			hint: 'its code',
			synonyms: ['recommendation', 'code', 'item']
		},
		as_of: {
			label: 'Day',
			hint: 'on which the judgement holds',
			synonyms: ['date', 'assessedon', 'day', 'asof']
		},
		level: {
			label: 'Level',
			hint: '0 to 3',
			choices: ['0', '1', '2', '3'],
			synonyms: ['score', 'progress', 'implementation']
		},
		trajectory: { label: 'Trajectory', choices: trajectories, synonyms: ['trend', 'direction'] },
		confidence: { label: 'Confidence', choices: confidences, synonyms: ['certainty'] },
		assessor: {
			label: 'Assessor',
			hint: 'name or e-mail; you where absent',
			synonyms: ['analyst', 'assessedby', 'author', 'who']
		},
		rationale: {
			label: 'Rationale',
			synonyms: ['reason', 'why', 'justification', 'comment', 'note', 'notes']
		},
		evidence_ids: {
			label: 'Cited developments',
			hint: 'ids parted by semicolons',
			synonyms: ['evidence', 'cites', 'developments', 'developmentids']
		},
		override_reason: { label: 'Reason of an override', synonyms: ['override', 'overridereason'] }
	},
	recommendations: {
		code: {
			label: 'Code',
			hint: 'such as C1; lasts',
			synonyms: ['id', 'number', 'no', 'ref', 'reference', 'recommendationcode']
		},
		theme: { label: 'Theme', hint: 'its code', synonyms: ['themecode', 'chapter', 'group', 'pillar'] },
		theme_title: { label: 'Title of the theme', synonyms: ['themename', 'themelabel'] },
		kind: { label: 'Kind', choices: recommendationKinds, synonyms: ['type'] },
		title: { label: 'Title', synonyms: ['name', 'headline', 'short', 'recommendation'] },
		statement: {
			label: 'Statement',
			hint: 'what is asked; the title where absent',
			synonyms: ['text', 'wording', 'description', 'fulltext']
		},
		rationale: { label: 'Rationale', synonyms: ['reason', 'why', 'justification'] },
		addressees: {
			label: 'Addressees',
			hint: 'names parted by semicolons',
			synonyms: ['addressee', 'addressedto', 'to', 'responsible', 'actors', 'actor']
		},
		lead: {
			label: 'Lead',
			hint: 'one of the addressees; the first where absent',
			synonyms: ['leadactor', 'owner']
		},
		counterparts: {
			label: 'Counterparts',
			hint: 'names parted by semicolons',
			synonyms: ['counterpart', 'with', 'partners']
		},
		fora: { label: 'Forums', hint: 'names parted by semicolons', synonyms: ['forum', 'forums', 'venue'] },
		horizon: { label: 'Horizon', choices: horizons, synonyms: ['term', 'timeframe', 'deadline'] },
		section: {
			label: 'Section',
			hint: 'its id in the publication',
			synonyms: ['locatorsection', 'chapterid']
		},
		page: { label: 'Page', synonyms: ['pagenumber', 'locatorpage', 'p'] },
		anchor: { label: 'Words at that place', synonyms: ['locatoranchor', 'quote'] },
		advance_markers: {
			label: 'Signs of advance',
			hint: 'parted by semicolons',
			synonyms: ['advance', 'markers', 'markersadvance', 'indicators']
		},
		setback_markers: {
			label: 'Signs of setback',
			hint: 'parted by semicolons',
			synonyms: ['setback', 'markerssetback']
		},
		conditions: { label: 'Conditions', hint: 'keys parted by semicolons', synonyms: ['preconditions'] },
		weight: { label: 'Weight', hint: '1 where absent', synonyms: ['importance'] }
	}
};
