/** What the fields that are sent mean, for the description of the API. */
export const fieldMeanings: Readonly<Record<string, string>> = {
	externalId: 'Stable id in the tool or file that it comes from; the same one is taken once.',
	occurredOn: 'When it happened: 2022-03-04, 2022-03 or 2022; “March 2022” is understood too.',
	occurredPrecision: 'How exactly that is known; read from the date where it is not given.',
	publishedOn: 'When the source published it, as YYYY-MM-DD.',
	accessedOn: 'When somebody last read the source, as YYYY-MM-DD.',
	kind: 'Rung on the ladder from statement to outcome; reversal stands beside it.',
	title: 'What happened, in one line of at most 500 characters.',
	summary: 'What happened, in our own words: plain text of at most 20,000 characters.',
	source: 'Name of the outlet or body that reports, at most 300 characters; made where it is not known yet.',
	sourceKind: 'Kind of source; the known source’s own where it is not given.',
	sourceReliability:
		'Admiralty reliability A-F; the known source’s own where it is not given, F for a new one.',
	sourceTitle: 'Title of the text at the source, at most 1,000 characters.',
	sourceUrl: 'Address of that text: http or https, at most 2,000 characters.',
	archivedUrl:
		'Address of a copy of that text that is kept elsewhere: http or https, at most 2,000 characters.',
	sourceAuthor:
		'Who wrote it: “Family, Given; Family, Given”, or the name of a body; at most 500 characters.',
	sourceLanguage: 'BCP 47 tag of its language: en, ru, pt-BR.',
	credibility: 'Admiralty credibility: 1 confirmed … 5 improbable, 6 cannot be judged.',
	actors: 'Who took part, by name; made where they are not known yet.',
	forums: 'Where it took place, by name; made where they are not known yet.',
	recommendation: 'publication/code, such as romano-2021/C1.',
	effect: '−2 strongly sets back, −1 sets back, 0 context, 1 advances, 2 strongly advances.',
	rationale: 'Why, in a sentence or two; plain text of at most 5,000 characters.',
	markerId: 'Id of the progress marker that it speaks to, of the wording in force.',
	quote: 'The words of the source that it rests on, at most 5,000 characters.',
	reason: 'Why; those whose coding is decided read it. At most 2,000 characters.',
	adopt: 'Id of the coding that stands. Instead of it, `effect` and the fields beside it write a third.',
	seen: 'Ids of the codings between which you decided, those already rejected left out: another set is a 409.',
	codingRule: 'How a coding becomes evidence: single, reviewed or double_blind.',
	assignmentDays: 'After how many days an assignment that nobody finished returns to the pool, 1 to 365.',
	assessedOn: 'The day on which the judgement holds, as YYYY-MM-DD; not ahead of today.',
	level: '0 not initiated, 1 minimal, 2 intermediate, 3 complete.',
	trajectory: 'Where it is heading.',
	confidence: 'How sure the assessor is.',
	overrideReason: 'Why the level stands although the evidence does not carry it; needed only then.',
	developmentIds: 'Ids of the developments that it cites.',
	version: 'The version that was read.'
};

/** The same, of an assigning: its developments are to be coded, not cited. */
export const assigningMeanings: Readonly<Record<string, string>> = {
	publication: 'Slug of the publication to code for, such as romano-2021.',
	developmentIds: 'Ids of at most 200 developments.',
	coderIds: 'Ids of analysts and editors; none, and the places wait in the pool.',
	each: 'How many different people code each development, those already asked included: 1 to 5.'
};

/** Of a new briefing. */
export const briefingMeanings: Readonly<Record<string, string>> = {
	title: 'At most 500 characters.',
	audience: 'Whom it is for, in a line.',
	periodFrom: 'First day that it covers; open where absent.',
	periodTo: 'Last day that it covers; open where absent.',
	since: 'What changed is reckoned from the end of this day; from the day before the first where absent.',
	citationStyle: 'Key of a citation style.',
	publications: 'Slugs of the publications that it is about.',
	recommendations: 'publication/code of those it is about; of a publication of which none is named, all.',
	themes: 'publication/code of themes whose recommendations it is about.',
	templateId: 'Id of a template to begin with; everything that can be said where absent.'
};

/** Of an issue, its links and its documents. */
export const issueMeanings: Readonly<Record<string, string>> = {
	version: 'The version of the briefing that was read: another one is a 409.',
	format: 'What it is written out as.',
	issue: 'Number of the issue; the briefing as it stands where absent.',
	expiresOn: 'The last day on which the link opens, as YYYY-MM-DD; no end where absent.',
	password: 'Asked for before the briefing is shown: 8 to 200 characters; none where absent.'
};
