import { Field, Float, ObjectType } from "type-graphql";
import {
  Check,
  Column,
  Entity,
  Index,
  JoinTable,
  ManyToMany,
  ManyToOne,
  OneToMany,
  type Relation,
} from "typeorm";
import { PageAddressField } from "../../graph/address-field.js";
import { connectionType } from "../../graph/connection.js";
import { ConnectionField } from "../../graph/connection-field.js";
import { DerivedField } from "../../graph/derived-field.js";
import { Filter, Order, RelationFilter } from "../../graph/filter.js";
import { NamedNode, Node } from "../../graph/node.js";
import { Noun } from "../../graph/noun.js";
import { Contribution } from "../contributions/contribution.entity.js";
import { Expert, ExpertConnection } from "../experts/expert.entity.js";
import { Post, PostConnection } from "../posts/post.entity.js";
import { Region } from "../regions/region.entity.js";
import { Tag, TagConnection } from "../tags/tag.entity.js";
import { ClinicEdge } from "./clinic-edge.js";
import { clinicJsonLd } from "./clinic-json-ld.js";

@ObjectType({ description: "A point on the globe (WGS 84).", simpleResolvers: true })
export class Location {
  @Field(() => Float, { description: "Degrees north, -90 to 90." })
  @Column({ type: "float", nullable: true })
  latitude: number | null;

  @Field(() => Float, { description: "Degrees east, -180 to 180." })
  @Column({ type: "float", nullable: true })
  longitude: number | null;
}

@Noun({
  idPrefix: "clinic",
  maxAge: 300,
  description: "An organisation where experts practise.",
  implements: [NamedNode, Node],
  ways: {
    regions: {
      node: () => Region,
      through: ["region"],
      descendantsOver: "parent",
      description: "By the region that the clinic lies in, the regions around it included.",
    },
  },
})
@Entity()
@Check("clinic_location", "(latitude IS NULL) = (longitude IS NULL)")
@Check("clinic_latitude", "latitude BETWEEN -90 AND 90")
@Check("clinic_longitude", "longitude BETWEEN -180 AND 180")
@Index("clinic_name_key", ["nameKey", "id"])
@Index("clinic_telehealth_name_key", ["telehealth", "nameKey", "id"])
@Index("clinic_city", ["city"])
export class Clinic extends NamedNode {
  @PageAddressField("clinics")
  override url: string;

  @DerivedField({
    ...clinicJsonLd,
    type: () => String,
    description:
      'JSON-LD in the terms of schema.org, as text: the clinic (`MedicalClinic`), and the way to its page (`BreadcrumbList`). Put it between `<script type="application/ld+json">` and `</script>` as it is; nothing in it can end the element.',
  })
  jsonLd: string;

  @Field(() => String, { nullable: true, description: "The line that the clinic sets under its name." })
  @Column({ type: "text", nullable: true })
  tagline: string | null;

  @Field(() => String, { nullable: true, description: "Address of the clinic's web site." })
  @Column({ type: "text", nullable: true })
  website: string | null;

  @Filter("text", { description: "By city, exactly as the clinic writes it." })
  @Order("CITY", "The city as the clinic writes it.")
  @Field(() => String, { nullable: true, description: "City as the clinic writes it." })
  @Column({ type: "text", nullable: true })
  city: string | null;

  @Field(() => Location, { nullable: true, description: "Where the clinic is, when that is known." })
  @Column(() => Location, { prefix: false })
  location: Location;

  @Filter("boolean", { description: "By whether it treats at a distance." })
  @Field(() => Boolean, { description: "Whether the clinic treats patients at a distance." })
  @Column({ type: "boolean", default: false })
  telehealth: boolean;

  @RelationFilter(() => Region, "By the smallest known region that the clinic lies in.")
  @Field(() => Region, { nullable: true, description: "The smallest known region that the clinic lies in." })
  @Index("clinic_region_row_id")
  @ManyToOne(
    () => Region,
    (region) => region.clinics,
    { nullable: true, onDelete: "SET NULL" },
  )
  region: Relation<Region> | null;

  @ConnectionField({
    type: () => TagConnection,
    node: () => Tag,
    order: [{ path: "nameKey", direction: "ASC" }],
    description: "Treatments that the clinic offers, alphabetical.",
  })
  @ManyToMany(() => Tag, { onDelete: "CASCADE" })
  @JoinTable({ name: "clinic_treatment" })
  treatments: Relation<Tag>[];

  @ConnectionField({
    type: () => ExpertConnection,
    node: () => Expert,
    order: [{ path: "nameKey", direction: "ASC" }],
    description: "Experts who practise here today, alphabetical.",
  })
  @OneToMany(
    () => Expert,
    (expert) => expert.clinic,
  )
  experts: Relation<Expert>[];

  @OneToMany(
    () => Contribution,
    (contribution) => contribution.clinic,
  )
  contributions: Relation<Contribution>[];

  @ConnectionField({
    type: () => PostConnection,
    node: () => Post,
    through: ["contributions", "post"],
    copies: { publishedAt: "visibleFrom" },
    order: [{ path: "publishedAt", direction: "DESC" }],
    description: "Posts in which somebody is printed as speaking for this clinic, newest first, each once.",
  })
  posts: Relation<Post>[];
}

export const ClinicConnection = connectionType("Clinic", () => Clinic, { edge: () => ClinicEdge });
