import type { Parsed } from './read-entries.ts';

/** What a text says as JSON; undefined where it is none. */
export function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}

/** A JSON Feed that says no more than that it is one; undefined for anything else. */
export function emptyFeed(found: unknown): Parsed | undefined {
	const version = isRecord(found) ? found['version'] : undefined;
	const isFeed = typeof version === 'string' && version.includes('jsonfeed.org');
	return isFeed ? { format: 'json', feed: {} } : undefined;
}

/** What only entries of a JSON Feed have. */
const telling = ['content_html', 'content_text', 'external_url', 'date_published'];

/** JSON that has entries as a JSON Feed does, and says of itself something else or nothing, as a JSON Feed. */
export function asFeed(found: unknown): string | undefined {
	const items = isRecord(found) && Array.isArray(found['items']) ? (found['items'] as unknown[]) : [];
	const isEntry = (one: unknown) =>
		isRecord(one) &&
		(telling.some((name) => name in one) || ('title' in one && ('url' in one || 'id' in one)));
	if (!isRecord(found) || !items.some(isEntry)) return undefined;
	return JSON.stringify({ ...found, version: 'https://jsonfeed.org/version/1.1' });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** What may come next: a name, the colon after it, a value, or the comma after that. */
type Awaited = 'name' | 'colon' | 'value' | 'comma';

/** Deeper than any feed. */
const deepest = 100;
/** Longer ones are not mended: it would take too long. */
const longest = 2_000_000;

const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?)$/i;

/**
 * JSON put in order as far as it goes: line breaks and the like within words, commas too many or too few, values that are
 * none, and an end that was cut off.
 */
export function mendJson(text: string): string {
	if (text.length > longest) return text;
	const parts: string[] = [];
	const open: { end: '}' | ']'; awaits: Awaited }[] = [];
	const finish = () => {
		const { end, awaits } = open.pop()!;
		if (awaits === 'colon') parts.push(':null');
		if (end === '}' && awaits === 'value') parts.push('null');
		// A comma with nothing after it.
		if (parts.at(-1) === ',') parts.pop();
		parts.push(end);
	};
	for (const token of tokensOf(text)) {
		const inner = open.at(-1);
		if (!inner && parts.length > 0) break;
		if (token === '}' || token === ']') {
			if (!open.some(({ end }) => end === token)) continue;
			while (open.at(-1)!.end !== token) finish();
			finish();
		} else if (token === ':') {
			if (inner?.awaits !== 'colon') continue;
			parts.push(':');
			inner.awaits = 'value';
		} else if (token === ',') {
			if (inner?.awaits !== 'comma') continue;
			parts.push(',');
			inner.awaits = inner.end === '}' ? 'name' : 'value';
		} else if (inner?.awaits === 'name') {
			if (token === '{' || token === '[') break;
			parts.push(token.startsWith('"') ? mendString(token) : JSON.stringify(token));
			inner.awaits = 'colon';
		} else if (inner?.awaits !== 'colon') {
			if (inner?.awaits === 'comma') {
				// Two values side by side, or a name after a value.
				parts.push(',');
				if (inner.end === '}') {
					parts.push(token.startsWith('"') ? mendString(token) : JSON.stringify(token));
					inner.awaits = 'colon';
					continue;
				}
			}
			if (inner) inner.awaits = 'comma';
			if (token === '{') open.push({ end: '}', awaits: 'name' });
			else if (token === '[') open.push({ end: ']', awaits: 'value' });
			if (open.length > deepest) break;
			parts.push(valueOf(token));
		}
	}
	while (open.length > 0) finish();
	return parts.join('');
}

function* tokensOf(text: string): Generator<string> {
	const next = /\s*(["{}[\],:]|[^\s{}[\],:"]+)/y;
	for (let at = 0; at < text.length;) {
		next.lastIndex = at;
		const token = next.exec(text)?.[1];
		if (token === undefined) return;
		at = token === '"' ? endOfString(text, next.lastIndex) : next.lastIndex;
		yield token === '"' ? text.slice(next.lastIndex - 1, at) : token;
	}
}

/** Where the string ends whose words begin at `from`: after the first quote that no backslash stands before. */
function endOfString(text: string, from: number): number {
	for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
		let start = at;
		while (start > from && text[start - 1] === '\\') start--;
		if ((at - start) % 2 === 0) return at + 1;
	}
	return text.length;
}

function valueOf(token: string): string {
	if (token.startsWith('"')) return mendString(token);
	return token === '{' || token === '[' || literal.test(token) ? token : 'null';
}

function mendString(token: string): string {
	const isWhole = token.length > 1 && token.endsWith('"') && endOfString(token, 1) === token.length;
	const inside = isWhole ? token.slice(1, -1) : token.slice(1).replace(/\\(?:u[\da-f]{0,3})?$/i, '');
	// Pairs of backslashes are whole; of what stands between them, one that begins no escape is doubled.
	const mended = inside
		.split('\\\\')
		.map((part) => part.replace(/\\(?!["/bfnrt]|u[\da-f]{4})/gi, '\\\\'))
		.join('\\\\')
		.replace(/[\u0000-\u001F]/g, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
	return `"${mended}"`;
}
