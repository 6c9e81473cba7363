import { renderBody } from '#lib/annotations/body.ts';
import { fitting, withIds, type Mentionable } from '#lib/annotations/mention.ts';
import type { SafeHtml } from '#lib/markdown.ts';

/** A comment as it would show; what cannot be told to mean one person stays as typed. Loaded when first asked for. */
export function previewOf(body: string, people: readonly Mentionable[]): SafeHtml {
	const kept = withIds(body, (name) => {
		const found = fitting(name, people);
		return found.length === 1 ? found[0]!.id : undefined;
	});
	return renderBody(kept, (id) => people.find((person) => person.id === id)?.name);
}
