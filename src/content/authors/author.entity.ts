import { Field, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, OneToMany, type Relation } from "typeorm";
import { PageAddressField } from "../../graph/address-field.js";
import { connectionType } from "../../graph/connection.js";
import { ConnectionField } from "../../graph/connection-field.js";
import { EnumFilter } from "../../graph/filter.js";
import { NamedNode, Node } from "../../graph/node.js";
import { Noun } from "../../graph/noun.js";
import { OptionalProse } from "../../graph/prose.js";
import { ProseField } from "../../graph/prose-field.js";
import { Post, PostConnection } from "../posts/post.entity.js";

export enum AuthorKind {
  PERSON = "PERSON",
  ORGANIZATION = "ORGANIZATION",
}

registerEnumType(AuthorKind, {
  name: "AuthorKind",
  description: "Who signs a post.",
  valuesConfig: {
    PERSON: { description: "One person." },
    ORGANIZATION: { description: "A staff, a team or a company." },
  },
});

@Noun({
  idPrefix: "author",
  maxAge: 600,
  description: "Who signs posts: a person or an organisation.",
  implements: [NamedNode, Node],
})
@Entity()
@Check("author_kind", "kind IN ('PERSON', 'ORGANIZATION')")
@Index("author_name_key", ["nameKey", "id"])
@Index("author_kind_name_key", ["kind", "nameKey", "id"])
export class Author extends NamedNode {
  @PageAddressField("authors")
  override url: string;

  @EnumFilter("AuthorKind", () => AuthorKind, "By whether it is a person.")
  @Field(() => AuthorKind, { description: "Person or organisation." })
  @Column({ type: "text" })
  kind: AuthorKind;

  @ProseField({ nullable: true, description: "Who the author is." })
  @Column(() => OptionalProse)
  bio: OptionalProse;

  @ConnectionField({
    type: () => PostConnection,
    node: () => Post,
    order: [{ path: "publishedAt", direction: "DESC" }],
    description: "Posts that the author signed, newest first.",
  })
  @OneToMany(
    () => Post,
    (post) => post.author,
  )
  posts: Relation<Post>[];
}

export const AuthorConnection = connectionType("Author", () => Author);
