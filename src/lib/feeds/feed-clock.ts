/** Minutes that the clocks of named zones are ahead of UTC. */
const zones = new Map(
	(
		'ut 0 utc 0 gmt 0 z 0 wet 0 west 60 bst 60 cet 60 met 60 mez 60 cest 120 mest 120 mesz 120 eet 120 eest 180 msk 180 ' +
		'мск 180 msd 240 trt 180 ist 330 sgt 480 hkt 480 jst 540 kst 540 aest 600 aedt 660 nzst 720 nzdt 780 nst -210 ndt -150 ' +
		'at -240 et -300 ct -360 mt -420 pt -480 ' +
		'ast -240 adt -180 est -300 edt -240 cst -360 cdt -300 mst -420 mdt -360 pst -480 pdt -420 akst -540 akdt -480 hst -600'
	)
		.matchAll(/(\S+) (-?\d+)/g)
		.map(([, name, minutes]) => [name!, Number(minutes)] as const)
);

/** 10:14, 10:14:55.123, 7.48 pm, 19h48 */
const clock = /(?:^|[ t])(\d{1,2})[:.h](\d{1,2})(?:[:.](\d{1,2})(?:[.,](\d+))?)?/i;
/** 1014, 101455, 10 */
const compact = /^(\d\d)(?:(\d\d)(?:(\d\d)(?:[.,](\d+))?)?)?(?=$|[z+\s-])/i;
/** 7 pm */
const hourAlone = /(?:^| )(\d{1,2})(?= ?[ap]\.?m)/i;

/** Milliseconds since midnight by the clock in a text; 0 where there is none that a day has. */
export function timeOfDay(text: string): number {
	const [, hours, minutes = '0', seconds = '0', fraction = ''] =
		clock.exec(text) ?? compact.exec(text) ?? hourAlone.exec(text) ?? [];
	if (hours === undefined) return 0;
	let hour = Number(hours);
	if (/\d ?p\.?m|오후|午後|下午/i.test(text) && hour < 12) hour += 12;
	if (/\d ?a\.?m|오전|午前|上午/i.test(text) && hour === 12) hour = 0;
	const [minute, second] = [Number(minutes), Math.min(59, Number(seconds))];
	if (hour > 24 || minute > 59) return 0;
	const milliseconds = fraction === '' ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
	return ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
}

/** Minutes ahead of UTC that a text names, by numbers or by name; 0 where it names none. */
export function minutesAhead(text: string): number {
	const shift = /(?:gmt|utc|[ \dz]|^)([+-])(\d{1,2}):?(\d\d)?(?= |$|\()/i.exec(text);
	if (shift) {
		const [, sign, hours, minutes = '0'] = shift;
		const ahead = Number(hours) * 60 + Number(minutes);
		return ahead > 15 * 60 ? 0 : sign === '-' ? -ahead : ahead;
	}
	for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
		// “at” before the hour is no zone.
		const ahead = word === 'at' && !/\d at$/i.test(text) ? undefined : zones.get(word);
		if (ahead !== undefined) return ahead;
	}
	return 0;
}
