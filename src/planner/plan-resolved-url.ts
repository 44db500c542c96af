import { GraphError } from "../errors.js";
import type { FieldRule } from "../graph/plan-rules.js";
import { argumentsOf } from "./collect-fields.js";
import type { NounCatalog, PageFacts } from "./noun-facts.js";
import type { ResolvedUrlPartPlan, RootPlan } from "./plan.js";
import { mapSelection, type SelectedField } from "./plan-connection.js";
import { type Planning, planTaggedRow } from "./plan-fields.js";
import type { ArgumentValues } from "./plan-inputs.js";
import { maximumUrlLength, parseSiteAddress, type SiteAddress } from "./site-address.js";

/** A page that may be there, and the folder of the site in which it would be. */
interface Asked {
  address: SiteAddress;
  page: PageFacts;
}

/** Which noun the address is a page of decides the plan; the slug is bound. */
export function planResolvedUrl(
  planning: Planning,
  { definition, field }: SelectedField,
  rule: Extract<FieldRule, { kind: "resolveUrl" }>,
): RootPlan {
  const { catalog, siteUrl, operation } = planning;
  const values = argumentsOf(operation, definition, field);
  const read = (given: ArgumentValues) => readAddress(String(given.url), siteUrl, catalog);
  const asked = values.assume(read, (found) => (found ? found.page.folder : found));
  if (asked === undefined) throw refuse(definition.name, field);
  if (asked === null) return { kind: "nothing" };
  const { noun, parts } = asked.page;
  return {
    kind: "resolvedUrl",
    noun,
    parts,
    slug: values.parameter((given) => read(given)?.address.slug ?? null),
    path: values.parameter((given) => read(given)?.address.path ?? null),
    formerSlugs: catalog.getMetadata(rule.formerSlugs()),
    fields: mapSelection(planning, { definition, field }, (part, selected): ResolvedUrlPartPlan => {
      if (part.name === "node") return { kind: "node", row: planTaggedRow(planning, noun.type, selected) };
      return { kind: part.name as "status" | "httpStatus" | "location" };
    }),
  };
}

/** Null for an address that no page can have; undefined for what is no address. */
function readAddress(text: string, siteUrl: string, catalog: NounCatalog): Asked | null | undefined {
  const address = parseSiteAddress(text, siteUrl);
  if (!address) return address;
  const page = catalog.findPage(address.folder);
  return page ? { address, page } : null;
}

function refuse(name: string, { nodes }: SelectedField["field"]): GraphError {
  return new GraphError(
    "URL_INVALID",
    `${name} got a url that is no address. Give one that begins with https:// or http://, or a path that begins with a slash, of at most ${maximumUrlLength} characters.`,
    { nodes },
  );
}
