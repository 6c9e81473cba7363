import type { ChartPicture } from '../charts/draw.server.ts';
import type { ChartNode } from './document.ts';
import { escapeMarkup } from './markup.ts';

/** The column of text, in twentieths of a point. */
export type Column = { width: number; height: number };

/** English Metric Units in a twentieth of a point. */
const emuPerTwip = 635;
/** How much of a page's height a picture takes at most. */
const tallest = 0.8;

type Placed = {
	/** Counts the pictures of the document, from 1. */
	number: number;
	relation: string;
	chart: ChartNode;
	picture: ChartPicture;
	column: Column;
};

/** A picture in the line, as wide as the column of text, with what it shows in words. */
export function pictureXml({ number, relation, chart, picture, column }: Placed): string {
	const ratio = picture.height / picture.width;
	const width = Math.min(column.width, (column.height * tallest) / ratio);
	const [cx, cy] = [width, width * ratio].map((twips) => Math.round(twips * emuPerTwip));
	const alt = `descr="${escapeMarkup(chart.alt)}"`;
	return (
		'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">' +
		`<wp:extent cx="${cx}" cy="${cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>` +
		`<wp:docPr id="${number}" name="Figure ${number}" ${alt}/>` +
		'<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>' +
		'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>' +
		`<pic:nvPicPr><pic:cNvPr id="${number}" name="Figure ${number}" ${alt}/><pic:cNvPicPr/></pic:nvPicPr>` +
		`<pic:blipFill><a:blip r:embed="${relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
		'</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
	);
}
