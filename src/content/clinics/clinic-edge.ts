import { Field, Float, ObjectType } from "type-graphql";
import type { Relation } from "typeorm";
import { planExtensions } from "../../graph/plan-rules.js";
import { Clinic } from "./clinic.entity.js";

@ObjectType({ description: "One Clinic of a connection, with its cursor.", simpleResolvers: true })
export class ClinicEdge {
  @Field(() => String, { description: "Opaque place of this node in this connection's order." })
  cursor: string;

  @Field(() => Clinic, { description: "The node." })
  node: Relation<Clinic>;

  @planExtensions({ rule: { kind: "distance" } })
  @Field(() => Float, {
    nullable: true,
    description: "Kilometres from the point of the argument near, to the metre; null without it.",
  })
  distanceKm: number | null;
}
