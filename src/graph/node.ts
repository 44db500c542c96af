import { Field, ID, InterfaceType } from "type-graphql";
import { Column, PrimaryGeneratedColumn } from "typeorm";
import { Filter, Order } from "./filter.js";

/** What every entity with a global id has; `$type` is the concrete type's name in what the planner reads. */
@InterfaceType({
  description: "An entity with an id that is unique in the whole graph and never changes.",
  resolveType: (value: { $type: string }) => value.$type,
})
export abstract class Node {
  /** Internal key; never leaves the server. */
  @PrimaryGeneratedColumn()
  rowId: number;

  @Filter("id", { description: "By id." })
  @Field(() => ID, {
    description: "Opaque, globally unique, assigned once. It stays the same when the slug changes.",
  })
  @Column({ type: "text", unique: true })
  id: string;
}

/** A node that people name by a slug and a name. */
@InterfaceType({
  implements: Node,
  description: "A node with a page of its own: it has a slug and a name.",
  resolveType: (value: { $type: string }) => value.$type,
})
export abstract class NamedNode extends Node {
  @Filter("text", { description: "By slug." })
  @Field(() => String, {
    description: "Name in URLs: lower-case letters, digits and hyphens; unique among its kind.",
  })
  @Column({ type: "text", unique: true })
  slug: string;

  @Filter("name", { path: "nameKey", description: "By name." })
  @Order("NAME", "The name, without case, accents and punctuation.", "nameKey")
  @Field(() => String, { description: "Name as it is shown." })
  @Column({ type: "text" })
  name: string;

  @Field(() => String, { description: "Address of the page on the publisher's site." })
  url: string;

  /** `toNameKey(name)`: what names are matched and sorted by. */
  @Column({ type: "text" })
  nameKey: string;
}
