import { RequestFault } from './request-fault.ts';

/**
 * The version that a writer read: the If-Match header, or `version` in the body. What is the matter when it turns out to
 * be another than the current one is made by `stale`.
 * @throws RequestFault 428 where neither says it, 400 for a header that is no ETag of ours, 412 or 409 for a stale one
 */
export function versionRead(
	{ headers }: Request,
	inBody: number | undefined,
	current: number,
	what: string
): { version: number; stale: () => RequestFault } {
	const inHeader = versionOf(headers.get('if-match'), current);
	const version = inHeader ?? inBody;
	if (version === undefined)
		throw new RequestFault(
			428,
			'Say which version you read: as “version” in the body, or as If-Match with the ETag.'
		);
	const stale = (currentVersion?: number) => {
		const detail = `Somebody else saved ${what} since you read it. Read it again, then send your change.`;
		return new RequestFault(inHeader === undefined ? 409 : 412, detail, {
			...(inHeader === undefined ? { errors: [{ pointer: '/version', detail }] } : {}),
			...(currentVersion === undefined ? {} : { currentVersion })
		});
	};
	if (version !== current) throw stale(current);
	return { version, stale };
}

function versionOf(ifMatch: string | null, current: number): number | undefined {
	if (ifMatch === null) return undefined;
	if (ifMatch.trim() === '*') return current;
	const version = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch.trim())?.[1];
	if (version) return Number(version);
	throw new RequestFault(400, 'If-Match is the ETag that was read, such as "3".');
}
