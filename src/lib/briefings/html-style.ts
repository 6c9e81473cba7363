/** The look of a briefing in a file of its own: the house's colours and measures, without its fonts; made to be printed. */
export const stylesheet = `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1c1b19; font: 1.0625rem/1.6 'Source Serif 4', Georgia, 'Times New Roman', serif; }
article { max-width: 42rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1, h2, h3, h4, th, dt, caption, figcaption, .audience, .sources { font-family: 'Source Sans 3', 'Helvetica Neue', Arial, sans-serif; }
h1 { margin: 0; font-size: clamp(1.5rem, 1.1rem + 2.2vw, 2.125rem); line-height: 1.2; }
h1, h2, h3, h4 { overflow-wrap: break-word; hyphens: auto; }
h2 { margin: 2.5rem 0 0.75rem; padding-top: 0.75rem; border-top: 1px solid #b5afa2; font-size: 1.375rem; line-height: 1.3; }
h3 { margin: 1.75rem 0 0.5rem; font-size: 1.125rem; }
h4 { margin: 1.5rem 0 0.5rem; font-size: 1rem; }
p { margin: 0 0 0.75rem; }
.audience { margin-top: 0.5rem; color: #4d4a44; font-size: 1.125rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; margin: 1.25rem 0; font-size: 0.9375rem; }
dt { color: #68645c; }
dd { margin: 0; }
blockquote { margin: 1rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid #b5afa2; font-style: italic; }
ul, ol { padding-inline-start: 1.5rem; }
li { margin-bottom: 0.375rem; }
table { width: 100%; margin: 1.25rem 0; border-collapse: collapse; font-size: 0.9375rem; line-height: 1.4; }
caption, figcaption { padding-bottom: 0.375rem; text-align: start; font-weight: 600; }
th, td { padding: 0.375rem 0.75rem 0.375rem 0; border-bottom: 1px solid #e3dfd5; text-align: start; vertical-align: top; }
th { border-bottom-color: #8a8478; }
.figure { text-align: end; font-variant-numeric: tabular-nums; }
figure { margin: 1.75rem 0; }
figure img { display: block; width: 100%; height: auto; }
.sources { margin-top: 0.375rem; color: #68645c; font-size: 0.875rem; }
sup { line-height: 0; }
.small-caps { font-variant-caps: small-caps; }
a { color: #7b2a5e; overflow-wrap: anywhere; }
.bibliography { padding: 0; list-style: none; }
.bibliography li { padding-inline-start: 1.5rem; text-indent: -1.5rem; overflow-wrap: anywhere; }
code { font-size: 0.9em; white-space: pre-wrap; }
hr { border: 0; border-top: 1px solid #b5afa2; }
@media (max-width: 30rem) { table { display: block; overflow-x: auto; } dl { grid-template-columns: 1fr; } }
@page { margin: 22mm 20mm; }
@media print {
  body { background: none; font-size: 10.5pt; }
  article { max-width: none; padding: 0; }
  h2, h3, h4, caption, figcaption { break-after: avoid; }
  figure, tr, blockquote { break-inside: avoid; }
  thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; }
}
`;
