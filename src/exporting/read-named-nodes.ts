import { type EntityManager, type FindOptionsRelations, MoreThan, type ObjectType } from "typeorm";
import { Author } from "../content/authors/author.entity.js";
import { Clinic } from "../content/clinics/clinic.entity.js";
import { Expert } from "../content/experts/expert.entity.js";
import { Region } from "../content/regions/region.entity.js";
import { Tag } from "../content/tags/tag.entity.js";
import type { NamedNode } from "../graph/node.js";
import type { NodeFile } from "./node-file.js";

/** The files of all nodes but posts. */
export async function* readNamedNodes(manager: EntityManager): AsyncGenerator<NodeFile> {
  for await (const region of readBySlug(manager, Region, { parent: true })) {
    yield toFile("region", region, { parent: region.parent?.slug });
  }
  for await (const tag of readBySlug(manager, Tag, { parent: true })) {
    const { kind, synonyms, parent } = tag;
    yield toFile("tag", tag, { kind, synonyms: unlessEmpty(synonyms), parent: parent?.slug });
  }
  for await (const clinic of readBySlug(manager, Clinic, { region: true, treatments: true })) {
    yield toFile("clinic", clinic, toClinicValues(clinic));
  }
  for await (const expert of readBySlug(manager, Expert, { clinic: true })) {
    yield { ...toFile("expert", expert, toExpertValues(expert)), body: expert.bio.markdown ?? "" };
  }
  for await (const author of readBySlug(manager, Author, {})) {
    yield { ...toFile("author", author, { kind: author.kind }), body: author.bio.markdown ?? "" };
  }
}

const pageSize = 500;

async function* readBySlug<T extends NamedNode>(
  manager: EntityManager,
  table: ObjectType<T>,
  relations: FindOptionsRelations<T>,
): AsyncGenerator<T> {
  const repository = manager.getRepository<NamedNode>(table);
  let last = "";
  for (;;) {
    const page = await repository.find({
      where: { slug: MoreThan(last) },
      relations: relations as FindOptionsRelations<NamedNode>,
      relationLoadStrategy: "query",
      order: { slug: "ASC" },
      take: pageSize,
    });
    yield* page as T[];
    const final = page.at(-1);
    if (!final) return;
    last = final.slug;
  }
}

function toFile(type: NodeFile["type"], { slug, id, name }: NamedNode, values: NodeFile["values"]): NodeFile {
  return { type, slug, id, values: { name, ...values }, body: "" };
}

function toClinicValues(clinic: Clinic): NodeFile["values"] {
  const { tagline, website, city, location, region, telehealth, treatments } = clinic;
  return {
    tagline: tagline ?? undefined,
    website: website ?? undefined,
    city: city ?? undefined,
    latitude: location.latitude ?? undefined,
    longitude: location.longitude ?? undefined,
    region: region?.slug,
    telehealth: telehealth || undefined,
    treatments: unlessEmpty(treatments.map(({ slug }) => slug).sort()),
  };
}

function toExpertValues({ honorific, credentials, title, clinic }: Expert): NodeFile["values"] {
  return {
    honorific: honorific ?? undefined,
    credentials: unlessEmpty(credentials),
    title: title ?? undefined,
    clinic: clinic?.slug,
  };
}

function unlessEmpty(list: readonly string[]): readonly string[] | undefined {
  return list.length === 0 ? undefined : list;
}
