type Sent<Patch> = { [Key in keyof Patch]?: Exclude<Patch[Key], undefined> };
/** The fields that a patch names; the check leaves the others behind as undefined. */
export const sentOf = <Patch extends object>(patch: Patch): Sent<Patch> =>
	Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Sent<Patch>;
