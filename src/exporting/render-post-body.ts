import { directiveLike, renderContainer, renderRelated } from "./render-directives.js";

export interface ExportedContribution {
  kind: "contribution";
  id: string | undefined;
  expert: string;
  contribution: string;
  honorific: string | undefined;
  name: string;
  credentials: readonly string[];
  title: string | undefined;
  clinicName: string | undefined;
  /** Slug; undefined when the attribution belongs to no clinic. */
  clinic: string | undefined;
  markdown: string;
}

export type ExportedBlock =
  | { kind: "text"; markdown: string }
  | { kind: "related"; id: string | undefined; title: string; post: string | undefined }
  | ExportedContribution;

/** The body of a post's file; `readPostBody` gives the same blocks back. */
export function renderPostBody(blocks: readonly ExportedBlock[]): string {
  let isAfterBareText = false;
  const pieces = blocks.map((block) => {
    const isBare = block.kind === "text" && !isAfterBareText && canStandBare(block.markdown);
    isAfterBareText = isBare;
    return isBare ? block.markdown : renderBlock(block);
  });
  return pieces.join("\n\n");
}

function renderBlock(block: ExportedBlock): string {
  if (block.kind === "text") return renderContainer("text", {}, block.markdown);
  const { id, title } = block;
  if (block.kind === "related") return renderRelated(block.title, { id, post: block.post });
  const { expert, contribution: kind, honorific, name, credentials, clinicName } = block;
  const attributes = {
    id,
    expert,
    kind,
    honorific,
    name,
    credentials: credentials.length === 0 ? undefined : credentials.join(", "),
    title,
    clinicName,
    clinic: block.clinic ?? "",
  };
  return renderContainer("contribution", attributes, block.markdown);
}

/** What may swallow the lines after it: an open code fence, open HTML. */
const swallowing = /^ {0,3}(?:<|```|~~~)/m;

function canStandBare(markdown: string): boolean {
  return !directiveLike.test(markdown) && !swallowing.test(markdown);
}
