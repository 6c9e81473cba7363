import { dayInWords } from '../progress/period.ts';
import type { BriefingDocument } from './document.ts';

/** What stands at the head of a briefing, whatever the format. */
export type Cover = {
	title: string;
	/** '' where the briefing does not say whom it is for. */
	audience: string;
	facts: { label: string; value: string }[];
};

export function coverOf(document: BriefingDocument): Cover {
	const { title, audience, publications, asOf, issue } = document;
	const papers = publications.map(({ title: paper, authors, year }) =>
		[authors.join(', '), paper, year].filter(Boolean).join(', ')
	);
	return {
		title,
		audience,
		facts: [
			...papers.map((value) => ({ label: 'Publication', value })),
			{ label: 'Period', value: periodInWords(document.period) },
			{ label: 'As of', value: `${dayInWords(asOf.on)}, as recorded by ${momentInWords(asOf.recordedBy)}` },
			{ label: 'Issue', value: issue ? issueInWords(issue) : 'Draft, not issued' }
		]
	};
}

/** `2026-03-04T10:05:00.000Z` → 4 March 2026, 10:05 UTC. */
const momentInWords = (moment: string) => `${dayInWords(moment.slice(0, 10))}, ${moment.slice(11, 16)} UTC`;

const issueInWords = ({ number, issuedOn, issuedBy }: NonNullable<BriefingDocument['issue']>) =>
	`No. ${number}, ${dayInWords(issuedOn)}, signed off by ${issuedBy}`;

/** "1 January 2022 to 31 December 2022", "From …", "Until …", "Open". */
export function periodInWords({ from, to }: BriefingDocument['period']): string {
	if (from && to) return `${dayInWords(from)} to ${dayInWords(to)}`;
	if (from) return `From ${dayInWords(from)}`;
	return to ? `Until ${dayInWords(to)}` : 'Open';
}

/** What the foot of each page says beside its number. */
export const footOf = ({ title, issue }: BriefingDocument): string =>
	issue ? `${title} · No. ${issue.number}` : `${title} · draft`;

/** The day that a document bears in its properties: of its issue, or of what it rests on. */
export const dayOf = ({ issue, asOf }: BriefingDocument): string =>
	issue ? issue.issuedOn : asOf.recordedBy.slice(0, 10);
