import * as v from 'valibot';
import { cleanLine } from '../text.ts';

/** Most characters of a page that a reader's browser sends. */
export const longestSentPage = 3_000_000;

/** What is asked of whoever captures a page: by form or API. */
export const captureSchema = v.object({
	url: v.pipe(
		v.string('Give the address of the page.'),
		v.transform(cleanLine),
		v.minLength(1, 'Give the address of the page.'),
		v.maxLength(2_000, 'Too long: at most 2000 characters.'),
		// What people copy often lacks it.
		v.transform((url) =>
			/^[a-z][a-z0-9+.-]*:/i.test(url) && !/^[\w.-]+:\d/.test(url) ? url : `https://${url}`
		)
	),
	/** The page as a reader's browser shows it, where we are not to fetch it. */
	html: v.optional(v.pipe(v.string(), v.maxLength(longestSentPage, 'The page is too large to be sent.')), '')
});
export type CaptureInput = v.InferOutput<typeof captureSchema>;

/**
 * The bookmarklet: takes the page as its reader sees it, thinned out to what is read, into the fragment of an address of
 * ours. A fragment is sent to no server; our page reads it, shows it and takes it out of the address. Where a part of the
 * page is selected, that part alone is taken.
 */
export function bookmarklet(origin: string): string {
	const code = `(()=>{
const d=document.cloneNode(true),s=getSelection();
if(s&&!s.isCollapsed){const b=d.createElement('body');b.id='stocktake-chosen-part';b.append(s.getRangeAt(0).cloneContents());d.body.replaceWith(b)}
d.querySelectorAll('script:not([type="application/ld+json"]),style,svg,iframe,noscript,link,template,form,img,video,audio,canvas,button').forEach(e=>e.remove());
d.querySelectorAll('*').forEach(e=>[...e.attributes].forEach(a=>/^(href|lang|dir|datetime|content|property|name|itemprop|type|rel|class|id|hidden)$/.test(a.name)||e.removeAttribute(a.name)));
let h=d.documentElement.outerHTML.replace(/\\s+/g,' ');
h=h.toWellFormed?h.toWellFormed():h;
let t=encodeURIComponent(h);
while(t.length>9e5){h=h.slice(0,h.length*.8|0).replace(/[\\ud800-\\udbff]$/,'');t=encodeURIComponent(h)}
open(${JSON.stringify(`${origin}/capture`)}+'?url='+encodeURIComponent(location.href.split('#')[0])+'#html='+t)
})()`;
	return `javascript:${encodeURIComponent(code.replaceAll('\n', ''))}`;
}
