import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, ManyToOne, PrimaryColumn, type Relation } from "typeorm";
import { FacetField } from "../../graph/facet-field.js";
import { Noun } from "../../graph/noun.js";
import { Clinic } from "../clinics/clinic.entity.js";
import { Expert } from "../experts/expert.entity.js";
import { Region } from "../regions/region.entity.js";
import { Tag, TagKind } from "../tags/tag.entity.js";

/** Rows of facets are counted from the hits of a search; no table of the database holds them. */
@ObjectType({ simpleResolvers: true })
abstract class FacetValue {
  /** Place among the facet's values. */
  @PrimaryColumn({ type: "integer" })
  ordinal: number;

  @Field(() => Int, { description: "How many hits lead to it." })
  @Column({ type: "integer" })
  count: number;
}

@Noun({ description: "A tag, and how many hits bear it." })
@Entity("tag_facet", { synchronize: false })
export class TagFacet extends FacetValue {
  @Field(() => Tag, { description: "The tag." })
  @ManyToOne(() => Tag)
  node: Relation<Tag>;
}

@Noun({ description: "An expert, and in how many hits the person speaks." })
@Entity("expert_facet", { synchronize: false })
export class ExpertFacet extends FacetValue {
  @Field(() => Expert, { description: "The expert." })
  @ManyToOne(() => Expert)
  node: Relation<Expert>;
}

@Noun({ description: "A clinic, and in how many hits somebody speaks for it." })
@Entity("clinic_facet", { synchronize: false })
export class ClinicFacet extends FacetValue {
  @Field(() => Clinic, { description: "The clinic." })
  @ManyToOne(() => Clinic)
  node: Relation<Clinic>;
}

@Noun({ description: "A region, and in how many hits somebody speaks for a clinic that names it." })
@Entity("region_facet", { synchronize: false })
export class RegionFacet extends FacetValue {
  @Field(() => Region, {
    description: "The region that these clinics name; those around it do not count with it.",
  })
  @ManyToOne(() => Region)
  node: Relation<Region>;
}

@Noun({ description: "A year, and how many hits were published in it." })
@Entity("year_facet", { synchronize: false })
export class YearFacet extends FacetValue {
  @Field(() => String, { description: "The year in UTC, of four digits." })
  @Column({ type: "text" })
  year: string;
}

@ObjectType({
  description:
    "What all hits of a search have in common, the most frequent first. Of posts and contributions: other hits have no post to ask. Counted only when selected.",
  simpleResolvers: true,
})
export class SearchFacets {
  @FacetField({
    type: () => TagFacet,
    through: ["post", "taggings", "tag"],
    kinds: () => TagKind,
    description: "Tags of the posts.",
  })
  tags: TagFacet[];

  @FacetField({
    type: () => ExpertFacet,
    through: ["post", "contributions", "expert"],
    description: "Who speaks in the posts.",
  })
  experts: ExpertFacet[];

  @FacetField({
    type: () => ClinicFacet,
    through: ["post", "contributions", "clinic"],
    description: "For which clinics somebody speaks in the posts.",
  })
  clinics: ClinicFacet[];

  @FacetField({
    type: () => RegionFacet,
    through: ["post", "contributions", "clinic", "region"],
    description: "In which regions these clinics lie.",
  })
  regions: RegionFacet[];

  @FacetField({
    type: () => YearFacet,
    beginning: { column: "visibleFrom", length: 4, property: "year" },
    description: "When the posts were published.",
  })
  years: YearFacet[];
}
