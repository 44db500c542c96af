import { createHash } from "node:crypto";

/** Of GraphiQL's light theme. */
const style = `
body { color: #3b4b68; font: 15px/1.55 Roboto, system-ui, sans-serif; margin: 0 auto; max-width: 46rem; padding: 1.5rem; }
header { border-bottom: 1px solid #e0e4ec; padding-bottom: .75rem; }
h1, h2, h3 { font-weight: 500; line-height: 1.25; margin-top: 2rem; }
a { color: #c02a8c; }
code { background: #f2f4f8; border-radius: 4px; font: .9em "Fira Code", ui-monospace, monospace; padding: .1em .3em; }
`;

/** What a browser may take from the page: its one style element, and nothing else. */
export const changelogPolicy = {
  useDefaults: false,
  directives: {
    "default-src": ["'none'"],
    "style-src": [`'sha256-${createHash("sha256").update(style).digest("base64")}'`],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
  },
};

/** A page around HTML that is sanitised. */
export function renderChangelogPage(html: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Changes of the schema – Colloquy</title>
<style>${style}</style>
</head>
<body>
<header><a href="/">Colloquy playground</a> · <a href="/schema.graphql">schema.graphql</a></header>
<main>
${html}
</main>
</body>
</html>
`;
}
