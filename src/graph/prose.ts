import { registerEnumType } from "type-graphql";
import { Column } from "typeorm";

export enum BodyFormat {
  HTML = "HTML",
  MARKDOWN = "MARKDOWN",
  TEXT = "TEXT",
}

registerEnumType(BodyFormat, {
  name: "BodyFormat",
  description: "How prose is written in the answer.",
  valuesConfig: {
    HTML: { description: "Sanitised HTML, ready to place in a page." },
    MARKDOWN: { description: "The Markdown that editors wrote." },
    TEXT: { description: "Plain text; paragraphs are separated by an empty line." },
  },
});

/** Prose in all formats that readers ask for; `html` and `text` are rendered from `markdown` when it is written. */
export class Prose {
  @Column({ type: "text" })
  markdown: string;

  @Column({ type: "text" })
  html: string;

  @Column({ type: "text" })
  text: string;
}

/** Prose that may be absent: all three are null, or none. */
export class OptionalProse {
  @Column({ type: "text", nullable: true })
  markdown: string | null;

  @Column({ type: "text", nullable: true })
  html: string | null;

  @Column({ type: "text", nullable: true })
  text: string | null;
}
