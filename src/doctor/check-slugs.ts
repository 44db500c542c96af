import { slug as slugInput } from "../content/node-input.js";
import { checkNodes } from "./check-nodes.js";

/** Slugs are such as an import accepts. */
export const checkSlugs = checkNodes({
  check: "slugs",
  listPaths: ({ metadata }) => (metadata.findColumnWithPropertyPath("slug") ? ["slug"] : []),
  *listFaults({ id, slug }) {
    const { error } = slugInput.safeParse(slug);
    for (const { message } of error?.issues ?? []) yield `is the slug of ${id}: ${message}`;
  },
});
