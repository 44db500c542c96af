import type { BreadcrumbListLeaf, Graph, ListItemLeaf, Thing } from "schema-dts";

/** A page that leads to another. */
export interface PageStep {
  name: string;
  url: string;
}

/**
 * JSON-LD text of these nodes, safe between `<script type="application/ld+json">` and `</script>` as it is.
 *
 * No `<`, `>` or `&` is left that could end the element, nor a line separator that old scripts take for a line's end.
 */
export function renderJsonLd(nodes: readonly Thing[]): string {
  const graph: Graph = { "@context": "https://schema.org", "@graph": nodes };
  return JSON.stringify(graph).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Of properties those that have a value: of the others JSON-LD says nothing. */
export function present<T extends object>(
  properties: T,
): { [K in keyof T]?: Exclude<T[K], null | undefined> } {
  const entries = Object.entries(properties).filter(
    ([, value]) =>
      value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], null | undefined> };
}

/** The way from the site's start over these pages to the last one, which is the page itself. */
export function toBreadcrumbs(page: PageStep, between: readonly PageStep[]): BreadcrumbListLeaf {
  const site = new URL("..", page.url);
  const steps = [{ name: site.host, url: site.href }, ...between, page];
  return {
    "@type": "BreadcrumbList",
    "@id": `${page.url}#breadcrumb`,
    itemListElement: steps.map(
      ({ name, url }, index): ListItemLeaf => ({
        "@type": "ListItem",
        position: index + 1,
        name,
        item: { "@type": "WebPage", "@id": url },
      }),
    ),
  };
}
