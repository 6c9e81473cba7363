export type Json = Record<string, unknown>;

/** The parameters that an address has in its path. */
export function pathItem(path: string): Json {
	const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
	if (names.length === 0) return {};
	return { parameters: names.map((name) => ({ name, in: 'path', required: true, ...pathParameters[name] })) };
}

const pathParameters: Record<string, Json> = {
	slug: { description: 'Slug of the publication, such as romano-2021.', schema: { type: 'string' } },
	publication: { description: 'Slug of the publication, such as romano-2021.', schema: { type: 'string' } },
	code: { description: 'Code of the recommendation in it, such as C1.', schema: { type: 'string' } },
	feed: { description: 'Id of the feed.', schema: { type: 'integer', minimum: 1 } },
	capture: { description: 'Id of the captured page.', schema: { type: 'integer', minimum: 1 } },
	import: { description: 'Id of the import.', schema: { type: 'integer', minimum: 1 } },
	source: { description: 'Id of the source.', schema: { type: 'integer', minimum: 1 } },
	briefing: { description: 'Id of the briefing.', schema: { type: 'integer', minimum: 1 } },
	number: { description: 'Number of an issue of the briefing.', schema: { type: 'integer', minimum: 1 } },
	earlier: { description: 'Number of the issue to compare with.', schema: { type: 'integer', minimum: 1 } },
	share: { description: 'Id of the link.', schema: { type: 'integer', minimum: 1 } },
	template: { description: 'Id of the house template.', schema: { type: 'integer', minimum: 1 } },
	document: { description: 'Id of the document.', schema: { type: 'integer', minimum: 1 } },
	assignment: { description: 'Id of the assignment.', schema: { type: 'integer', minimum: 1 } },
	thread: { description: 'Id of the thread.', schema: { type: 'integer', minimum: 1 } },
	annotation: { description: 'Id of the annotation.', schema: { type: 'integer', minimum: 1 } },
	comment: { description: 'Id of the comment.', schema: { type: 'integer', minimum: 1 } },
	item: { description: 'Id of the item.', schema: { type: 'integer', minimum: 1 } },
	id: { description: 'Id of the development.', schema: { type: 'integer', minimum: 1 } },
	codingId: { description: 'Id of the coding.', schema: { type: 'integer', minimum: 1 } }
};
