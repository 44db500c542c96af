/** Who a contribution's heading line names, each part as printed. */
export interface ArticleHeading {
  honorific?: string;
  name: string;
  credentials: string[];
  title?: string;
  clinic?: string;
  clinicTagline?: string;
}

export type ArticleBlock =
  | { kind: "text"; markdown: string; line: number }
  | { kind: "related"; title: string; line: number }
  | ArticleContribution;

/** What one contributor says; `line` is that of the heading. */
export interface ArticleContribution {
  kind: "contribution";
  line: number;
  heading: ArticleHeading;
  /** `QUOTE`: the page prints the whole body inside quotation marks, which `markdown` no longer has. */
  contribution: "QUOTE" | "STATEMENT";
  markdown: string;
}

/** Who signs the article. */
export interface ArticleByline {
  name: string;
  kind: "PERSON" | "ORGANIZATION";
  /** Markdown. */
  bio?: string;
  line: number;
}

/** A line of the page that is no part of the article; `text` is cut to 80 characters. */
export interface DroppedLine {
  line: number;
  text: string;
  reason: string;
}

export interface ParsedArticle {
  title: string;
  /** Absent when the editors wrote no text of their own. */
  excerpt?: string;
  blocks: ArticleBlock[];
  byline?: ArticleByline;
  /** In the order of the page, at most 200; `droppedCount` counts them all. */
  dropped: DroppedLine[];
  droppedCount: number;
  /** Plain text of each text block and contribution, in order: what tags are matched against. */
  passages: string[];
}
