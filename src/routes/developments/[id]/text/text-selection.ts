import type { Passage } from '#lib/annotations/passage.ts';

// Between what a browser has selected and offsets in the text that an element shows. The element's text is that text,
// letter for letter; what else it shows, such as numbers of notes, is drawn by styles.

/** What is selected of the element's text, without white space at its ends; undefined for nothing. */
export function selectedIn(element: HTMLElement, text: string): Passage | undefined {
	const selection = document.getSelection();
	if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
	const range = selection.getRangeAt(0);
	if (!range.intersectsNode(element)) return undefined;
	const isWithin = (node: Node) => element.contains(node);
	const start = isWithin(range.startContainer)
		? offsetOf(element, range.startContainer, range.startOffset)
		: 0;
	const end = isWithin(range.endContainer)
		? offsetOf(element, range.endContainer, range.endOffset)
		: text.length;
	const words = text.slice(start, end);
	const trimmed = words.trim();
	if (trimmed === '') return undefined;
	const first = start + words.indexOf(trimmed);
	return { start: first, end: first + trimmed.length };
}

function offsetOf(element: HTMLElement, node: Node, offset: number): number {
	const range = document.createRange();
	range.setStart(element, 0);
	range.setEnd(node, offset);
	return range.toString().length;
}

/** Selects a passage in the browser, as a person would with the mouse. */
export function selectIn(element: HTMLElement, { start, end }: Passage): void {
	const range = rangeOf(element, { start, end });
	document
		.getSelection()
		?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}

/** Scrolls just so far that a passage is in view, with some room around it. */
export function showIn(element: HTMLElement, passage: Passage): void {
	const { top, bottom } = rangeOf(element, passage).getBoundingClientRect();
	const room = 96;
	if (top < room) window.scrollBy(0, top - room);
	else if (bottom > window.innerHeight - room) window.scrollBy(0, bottom - window.innerHeight + room);
}

export function rangeOf(element: HTMLElement, { start, end }: Passage): Range {
	const range = document.createRange();
	const [from, to] = [pointAt(element, start), pointAt(element, end)];
	range.setStart(from.node, from.offset);
	range.setEnd(to.node, to.offset);
	return range;
}

function pointAt(element: HTMLElement, offset: number): { node: Node; offset: number } {
	const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
	let left = offset;
	let last: Text | undefined;
	while (walker.nextNode()) {
		last = walker.currentNode as Text;
		if (left <= last.length) return { node: last, offset: left };
		left -= last.length;
	}
	return last ? { node: last, offset: last.length } : { node: element, offset: 0 };
}
