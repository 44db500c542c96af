import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The terms of schema.org, from its own release as quads. */
class Vocabulary {
  /** Predicate → subject → objects; all by their short names. */
  private readonly facts = new Map<string, Map<string, string[]>>();

  constructor(quads: string) {
    const line = /^<http:\/\/schema\.org\/(\w+)> <[^>]*[#/](\w+)> <[^>]*[#/](\w+)>/gm;
    for (const [, subject = "", predicate = "", object = ""] of quads.matchAll(line)) {
      const bySubject = this.facts.get(predicate) ?? new Map<string, string[]>();
      this.facts.set(predicate, bySubject);
      bySubject.set(subject, [...(bySubject.get(subject) ?? []), object]);
    }
  }

  isClass(name: string): boolean {
    return this.list("type", name).includes("Class");
  }

  isProperty(name: string): boolean {
    return this.list("type", name).includes("Property");
  }

  domainsOf(property: string): string[] {
    return this.list("domainIncludes", property);
  }

  rangesOf(property: string): string[] {
    return this.list("rangeIncludes", property);
  }

  /** The class and all above it. */
  ancestorsOf(name: string): string[] {
    return [name, ...this.list("subClassOf", name).flatMap((above) => this.ancestorsOf(above))];
  }

  private list(predicate: string, subject: string): string[] {
    return this.facts.get(predicate)?.get(subject) ?? [];
  }
}

const quads = new URL("schema.nq", import.meta.resolve("@vocabulary/schema"));

export const vocabulary = new Vocabulary(readFileSync(fileURLToPath(quads), "utf8"));
