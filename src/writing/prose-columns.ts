import { renderMarkdown } from "./render-markdown.js";
import type { Row } from "./rows.js";

/** The columns of embedded prose, all null when there is none. */
export function toOptionalProseColumns(property: string, markdown: string | undefined): Row {
  const prose = markdown === undefined ? undefined : renderMarkdown(markdown);
  return {
    [`${property}.markdown`]: markdown ?? null,
    [`${property}.html`]: prose?.html ?? null,
    [`${property}.text`]: prose?.text ?? null,
  };
}
