/** A BCP 47 tag as it is written (`en-GB`), from however a feed writes it (`EN_gb`); undefined for what is none. */
export function languageTag(text: string | undefined): string | undefined {
	const tag = text?.trim().replace(/_/g, '-').replace(/\..*$/, '');
	if (!tag || tag.length > 35 || !/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag)) return undefined;
	try {
		return Intl.getCanonicalLocales(tag)[0];
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}
