import type { NodeInputType } from "./node-input.js";

/** How the files of one noun are written. */
export interface FileLayout {
  type: NodeInputType;
  folder: string;
  /** Keys of the front matter, in the order in which an export writes them. */
  keys: readonly string[];
  /** What the text under the front matter is; absent where there must be none. */
  body?: "bio" | "blocks";
}

/** All nouns, those first that others refer to. */
export const layouts: readonly FileLayout[] = [
  { type: "region", folder: "regions", keys: ["id", "formerSlugs", "name", "parent"] },
  { type: "tag", folder: "tags", keys: ["id", "formerSlugs", "name", "kind", "synonyms", "parent"] },
  {
    type: "clinic",
    folder: "clinics",
    keys: [
      "id",
      "formerSlugs",
      "name",
      "tagline",
      "website",
      "city",
      "latitude",
      "longitude",
      "region",
      "telehealth",
      "treatments",
    ],
  },
  {
    type: "expert",
    folder: "experts",
    keys: ["id", "formerSlugs", "name", "honorific", "credentials", "title", "clinic"],
    body: "bio",
  },
  { type: "author", folder: "authors", keys: ["id", "formerSlugs", "name", "kind"], body: "bio" },
  {
    type: "post",
    folder: "posts",
    keys: [
      "id",
      "formerSlugs",
      "title",
      "excerpt",
      "status",
      "publishedAt",
      "updatedAt",
      "author",
      "tags",
      "bodyLinkIds",
      "medicalReview",
      "corrections",
      "sources",
    ],
    body: "blocks",
  },
];
