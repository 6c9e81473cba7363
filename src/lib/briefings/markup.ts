const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

// oxlint-disable-next-line no-control-regex -- what XML may not hold: https://www.w3.org/TR/xml/#charsets
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text without what no document may hold: control characters and halves of characters. */
export const printable = (text: string): string => text.toWellFormed().replace(forbidden, '');

/** Text for HTML and XML alike, in elements as in attributes. What neither may hold is left out. */
export function escapeMarkup(text: string): string {
	return printable(text).replace(/[&<>"']/g, (sign) => entities[sign]!);
}

/** Where a link may lead: pages and letters. Anything else is shown as its words. */
export const isSafeAddress = (href: string): boolean => /^(?:https?:\/\/[^/\s]|mailto:[^?\s]*@)/i.test(href);
