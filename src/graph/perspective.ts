/** What a request may see: what is published; the same and one post more; every post, whatever its status. */
export type Perspective = { kind: "published" } | { kind: "post"; id: string } | { kind: "preview" };

export type PerspectiveKind = Perspective["kind"];

export const published: Perspective = { kind: "published" };
