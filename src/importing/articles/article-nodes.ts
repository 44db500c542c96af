import type { EntityManager } from "typeorm";
import type { AuthorKind } from "../../content/authors/author.entity.js";
import { toNameKey } from "../../graph/name-key.js";
import { toSlug } from "../../writing/to-slug.js";
import type { ArticleBlock, ArticleContribution, ParsedArticle } from "../article/article.js";
import type { Place } from "../content-source.js";
import type { ArticleNotes } from "./article-notes.js";
import { choosePost } from "./choose-post.js";
import { findNamed, type NamedNoun, type Printed } from "./find-named.js";
import { tagArticle } from "./tag-article.js";

/** A node as `nodeInput` takes it, not checked yet, and where the page has it. */
export interface BuiltNode {
  value: Record<string, unknown>;
  lineOf: Place["lineOf"];
}

/** Makes the nodes of an article: its post, and the people and clinics that are not in the database yet. */
export class ArticleNodes {
  readonly built: BuiltNode[] = [];
  /** Names that could mean more than one stored node. */
  readonly ambiguities: { line: number; message: string }[] = [];
  private readonly linked: ArticleNotes["linked"] = [];
  /** Noun and name key of who is in the article and not in the database. */
  private readonly added = new Set<string>();

  constructor(
    private readonly manager: EntityManager,
    private readonly article: ParsedArticle,
  ) {}

  async build(path: string): Promise<ArticleNotes> {
    const { article, manager, linked } = this;
    const blocks: Record<string, unknown>[] = [];
    for (const block of article.blocks) blocks.push(await this.toBlock(block));
    const author = await this.findAuthor();
    const tagging = await tagArticle(manager, article);
    const { slug, existing } = await choosePost(manager, article.title, path);
    this.add(
      {
        type: "post",
        slug,
        title: article.title,
        excerpt: article.excerpt,
        status: existing?.status ?? "PUBLISHED",
        author: author ?? existing?.author,
        tags: tagging.tags,
        ...existing?.trust,
        blocks,
      },
      (field) => {
        const [part, index] = field.split(".");
        return part === "blocks" ? article.blocks[Number(index)]?.line : undefined;
      },
    );
    const { matches: tagMatches, isVocabularyEmpty } = tagging;
    const removedTags = (existing?.tags ?? []).filter((tag) => !tagging.tags.includes(tag));
    const { dropped, droppedCount } = article;
    return { slug, tagMatches, removedTags, isVocabularyEmpty, linked, dropped, droppedCount };
  }

  private async toBlock(block: ArticleBlock): Promise<Record<string, unknown>> {
    if (block.kind === "text") return { kind: "text", markdown: block.markdown };
    if (block.kind === "related") return { kind: "related", title: block.title };
    const { honorific, name, credentials, title, clinic } = block.heading;
    const clinicSlug = await this.findClinic(block);
    return {
      kind: "contribution",
      expert: await this.findExpert(block, clinicSlug),
      clinic: clinicSlug ?? null,
      contribution: block.contribution,
      markdown: block.markdown,
      attribution: { honorific, name, credentials, title, clinic },
    };
  }

  private async findClinic({ heading, line }: ArticleContribution): Promise<string | undefined> {
    const { clinic: name, clinicTagline: tagline } = heading;
    if (name === undefined) return undefined;
    return await this.findOrAdd({ noun: "clinic", name, line }, { tagline });
  }

  private async findExpert(
    { heading, line }: ArticleContribution,
    clinic: string | undefined,
  ): Promise<string> {
    const { name, honorific, credentials, title } = heading;
    return await this.findOrAdd({ noun: "expert", name, line }, { honorific, credentials, title, clinic });
  }

  private async findAuthor(): Promise<string | undefined> {
    const { byline } = this.article;
    if (!byline) return undefined;
    const { name, line, bio } = byline;
    const kind: `${AuthorKind}` = byline.kind;
    return await this.findOrAdd({ noun: "author", name, line }, { kind, bio });
  }

  /** The slug of who is named: in the article, else in the database, else a new node with this profile. */
  private async findOrAdd(
    { noun, name, line }: { noun: NamedNoun; name: string; line: number },
    profile: Record<string, unknown>,
  ): Promise<string> {
    const key = `${noun} ${toNameKey(name)}`;
    const stored = await this.findStored({ noun, name, line }, profile);
    const slug = stored ?? toSlug(name);
    if (stored !== undefined) this.noteLinked({ noun, slug, line });
    else if (!this.added.has(key)) {
      this.added.add(key);
      this.add({ type: noun, slug, name, ...profile }, () => line);
    }
    return slug;
  }

  private noteLinked(link: ArticleNotes["linked"][number]): void {
    const isKnown = this.linked.some(({ noun, slug }) => noun === link.noun && slug === link.slug);
    if (!isKnown) this.linked.push(link);
  }

  private async findStored(
    { noun, name, line }: { noun: NamedNoun; name: string; line: number },
    printed: Printed,
  ): Promise<string | undefined> {
    const [slug, ...others] = await findNamed(this.manager, { noun, name }, printed);
    if (slug !== undefined && others.length > 0) {
      const slugs = [slug, ...others].join(", ");
      const message = `“${name}” can mean ${noun}s ${slugs}; nothing printed here tells them apart: give one of them another name, clinic or credentials`;
      this.ambiguities.push({ line, message });
    }
    return slug;
  }

  private add(value: Record<string, unknown>, lineOf: Place["lineOf"]): void {
    const given = Object.entries(value).filter(([, part]) => part !== undefined);
    this.built.push({ value: Object.fromEntries(given), lineOf });
  }
}
