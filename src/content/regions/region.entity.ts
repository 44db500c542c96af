import { Field, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, ManyToOne, OneToMany, type Relation } from "typeorm";
import { PageAddressField } from "../../graph/address-field.js";
import { connectionType } from "../../graph/connection.js";
import { ConnectionField } from "../../graph/connection-field.js";
import { EnumFilter, RelationFilter } from "../../graph/filter.js";
import { NamedNode, Node } from "../../graph/node.js";
import { Noun } from "../../graph/noun.js";
import { planExtensions } from "../../graph/plan-rules.js";
import { Clinic, ClinicConnection } from "../clinics/clinic.entity.js";
import { Post, PostConnection } from "../posts/post.entity.js";
import { RegionClinicPageArguments } from "./region.inputs.js";

export enum RegionKind {
  COUNTRY = "COUNTRY",
  STATE = "STATE",
  CITY = "CITY",
}

registerEnumType(RegionKind, {
  name: "RegionKind",
  description: "How deep a region lies in the tree.",
  valuesConfig: {
    COUNTRY: { description: "A country; it has no parent." },
    STATE: { description: "A state or province of a country." },
    CITY: { description: "A city of a state." },
  },
});

@Noun({
  idPrefix: "region",
  maxAge: 3600,
  description: "A country, a state or a city: regions form a tree.",
  implements: [NamedNode, Node],
})
@Entity()
@Check("region_kind", "kind IN ('COUNTRY', 'STATE', 'CITY')")
@Check("region_parent", "(kind = 'COUNTRY') = (parent_row_id IS NULL)")
@Index("region_name_key", ["nameKey", "id"])
@Index("region_kind_name_key", ["kind", "nameKey", "id"])
export class Region extends NamedNode {
  @PageAddressField("regions")
  override url: string;

  @EnumFilter("RegionKind", () => RegionKind, "By how deep it lies in the tree.")
  @Field(() => RegionKind, { description: "Country, state or city." })
  @Column({ type: "text" })
  kind: RegionKind;

  @RelationFilter(() => Region, "By the region directly around it.")
  @Field(() => Region, { nullable: true, description: "The region around this one; null for a country." })
  @Index("region_parent_row_id")
  @ManyToOne(
    () => Region,
    (region) => region.children,
    { nullable: true, onDelete: "RESTRICT" },
  )
  parent: Relation<Region> | null;

  @planExtensions({
    rule: { kind: "ancestors", over: "parent", maximum: Object.keys(RegionKind).length - 1 },
  })
  @Field(() => [Region], {
    description: "The regions around this one, from the country down to the one directly around it.",
  })
  ancestors: Relation<Region>[];

  @ConnectionField({
    type: () => RegionConnection,
    node: () => Region,
    order: [{ path: "nameKey", direction: "ASC" }],
    description: "Regions directly inside this one, alphabetical.",
  })
  @OneToMany(
    () => Region,
    (region) => region.parent,
  )
  children: Relation<Region>[];

  @ConnectionField({
    type: () => ClinicConnection,
    node: () => Clinic,
    order: [{ path: "nameKey", direction: "ASC" }],
    args: () => RegionClinicPageArguments,
    by: { filter: "regions", argument: "includeDescendants" },
    description:
      "Clinics that name this very region, alphabetical; those of the regions inside it only when asked for.",
  })
  @OneToMany(
    () => Clinic,
    (clinic) => clinic.region,
  )
  clinics: Relation<Clinic>[];

  @ConnectionField({
    type: () => PostConnection,
    node: () => Post,
    through: [],
    by: { filter: "regions" },
    order: [{ path: "publishedAt", direction: "DESC" }],
    description:
      "Posts in which somebody is printed as speaking for a clinic of this region or of one inside it, newest first, each once.",
  })
  posts: Relation<Post>[];
}

export const RegionConnection = connectionType("Region", () => Region);
