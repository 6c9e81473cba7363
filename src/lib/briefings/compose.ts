import { changesSection } from './changes-section.ts';
import type { BriefingDocument, DocumentNode, Section } from './document.ts';
import { gapsSection } from './gaps-section.ts';
import { headingChoicesSchema, readChoices } from './block.ts';
import type { BlockInput, BriefingInputs } from './inputs.ts';
import { nodesOfMarkdown } from './markdown-nodes.ts';
import { methodSection } from './method-section.ts';
import { Notes } from './notes.ts';
import { positionSection } from './position-section.ts';
import { recommendationSection } from './recommendation-section.ts';
import { developmentItem, publicationItem } from './source-item.ts';

/**
 * The document that these inputs make. The same inputs always make the same document, to the letter: nothing is read
 * from a clock, a database or a place here.
 */
export function documentOf(inputs: BriefingInputs): BriefingDocument {
	const { briefing, asOf, publications, evidence, cited, issue } = inputs;
	const items = [...publications.map(publicationItem), ...[...evidence, ...cited].map(developmentItem)];
	const notes = new Notes(new Map(items.map((item) => [item.id, item])));
	const sections = inputs.blocks.map((block): Section => {
		const { id, kind } = block;
		return { blockId: id, kind, nodes: nodesOf(block, inputs, notes) };
	});
	return {
		title: briefing.title,
		audience: briefing.audience,
		locale: briefing.locale,
		publications: publications.map(({ slug, title, authors, year }) => ({ slug, title, authors, year })),
		period: briefing.period,
		since: briefing.since,
		asOf,
		issue,
		sections,
		notes: notes.notes,
		sources: notes.sources,
		citationStyle: briefing.citationStyle
	};
}

function nodesOf(block: BlockInput, inputs: BriefingInputs, notes: Notes): DocumentNode[] {
	switch (block.kind) {
		case 'position':
			return positionSection(block, inputs);
		case 'changes':
			return changesSection(block, inputs, notes);
		case 'recommendation':
			return recommendationSection(block, inputs, notes);
		case 'gaps':
			return gapsSection(block, inputs);
		case 'method':
			return methodSection(inputs);
		case 'bibliography':
			return [
				{ type: 'heading', level: 1, content: [{ type: 'text', text: 'Sources' }] },
				{ type: 'bibliography' }
			];
		case 'heading': {
			const { level } = readChoices(headingChoicesSchema, block.choices);
			return block.text ? [{ type: 'heading', level, content: [{ type: 'text', text: block.text }] }] : [];
		}
		case 'text':
			return nodesOfMarkdown(block.text, notes);
	}
}
