/** Parameters that tell where a reader came from and change nothing on the page. */
const tracking =
	/^(utm_.+|_?hs(enc|mi|ctatracking)|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|ttclid|li_fat_id|yclid|ysclid|_openstat|igshid|igsh|mc_[ce]id|mkt_tok|vero_(id|conv)|oly_(anon|enc)_id|s_cid|cmpid|ocid|ns_(campaign|mchannel|source|linkname|fee)|wt\.?mc(_id)?|pk_(campaign|kwd|source|medium)|mtm_.+|at_(medium|campaign|custom\d|link_.+|ptr_name|bbc_team|format)|xtor|__twitter_impression|ref_src|ref_url|feed(type|name))$/i;

/** An address of the web made absolute and whole; undefined for others: `javascript:`, `mailto:`, nonsense. */
export function absoluteUrl(address: string | undefined, base?: string): string | undefined {
	const given = address?.trim().replace(/[\t\r\n]/g, '');
	if (!given) return undefined;
	// A bare host is how people write; without this it would be taken for a page beside the feed.
	const spelled = /^www\.[^\s/]+\.[a-z]{2,}/i.test(given) ? `https://${given}` : given;
	if (!URL.canParse(spelled, base)) return undefined;
	const url = new URL(spelled, base);
	if ((url.protocol !== 'http:' && url.protocol !== 'https:') || !url.hostname) return undefined;
	url.username = '';
	url.password = '';
	return url.href;
}

/**
 * The same address without what does not change the page: fragment, tracking parameters, default port, letter case of the
 * host, `www.`, a slash at the end, and whether it is http or https. It tells pages apart and is not for opening.
 */
export function canonicalUrl(address: string): string {
	const url = new URL(address);
	const host = url.hostname.replace(/^www\./, '').replace(/\.$/, '');
	const isDefault = url.port === '' || url.port === '443' || url.port === '80';
	const path = readable(url.pathname)
		.replace(/\/{2,}/g, '/')
		.replace(/\/(?:index\.(?:html?|php|aspx?))?$/, '');
	const query = url.search
		.slice(1)
		.split('&')
		.filter((pair) => pair !== '' && !tracking.test(pair.split('=')[0]!))
		.map(readable)
		.join('&');
	// Applications that live behind a hash have pages there.
	const place = /^#!?\//.test(url.hash) ? url.hash : '';
	return `https://${host}${isDefault ? '' : `:${url.port}`}${path}${query ? `?${query}` : ''}${place}`;
}

/** Whether an address is a site's front page: entries that all link there are not the same. */
export function isFrontPage(canonical: string): boolean {
	const { pathname, search, hash } = new URL(canonical);
	return search === '' && hash === '' && /^\/(?:[a-z]{2}(?:[-_][a-z]{2})?)?$/i.test(pathname);
}

/** Escapes in one spelling: `%d0%9c` as `%D0%9C`, and none where none is needed. */
function readable(part: string): string {
	return part
		.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase())
		.replace(/%(2D|2E|5F|7E|3[0-9]|[46][1-9A-F]|[57][0-9A])/g, (_, hex: string) =>
			String.fromCharCode(Number.parseInt(hex, 16))
		);
}
