import { Parser } from 'htmlparser2';
import { absoluteUrl } from './canonical-url.ts';

/** Whether a document is a web page: served where a feed was, as error pages and moved sites do. */
export function isPage(text: string): boolean {
	const start = text.slice(0, 3_000).replace(/<!--[^]*?-->|<\?[^>]*>/g, '');
	// Some feeds have the document type of a page.
	if (/^\s*<!doctype[^>]*>\s*<(?:[\w.-]+:)?(?:rss|feed|rdf)[\s>]/i.test(start)) return false;
	return /^\s*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])/i.test(start);
}

const feedTypes =
	/^(application\/(rss|atom|rdf|feed)\+(xml|json)|application\/json|text\/xml|application\/xml)/i;

/** Addresses that a page names as its feeds, the first five. */
export function feedsOfPage(text: string, url: string): string[] {
	const found = new Set<string>();
	let base = url;
	const parser = new Parser({
		onopentag(name, { href, rel = '', type = '' }) {
			if (name === 'base') base = absoluteUrl(href, url) ?? base;
			if (name !== 'link' || !/\balternate\b/i.test(rel) || !feedTypes.test(type)) return;
			const address = absoluteUrl(href, base);
			if (address && found.size < 5) found.add(address);
		}
	});
	parser.end(text.slice(0, 200_000));
	return [...found];
}
