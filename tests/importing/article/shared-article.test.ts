import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { matchTags } from "../../../src/importing/article/tag-matching.js";
import { listContributions, outline, parseText } from "./read-fixture.js";

const file = path.resolve(
  import.meta.dirname,
  "../../../../shared/input/how-ketamine-for-treating-anxiety-works.txt",
);

if (existsSync(file)) {
  describe("the shared article", () => {
    const article = parseText(readFileSync(file, "utf8"));

    it("has its title, blocks and links in order", () => {
      expect(article.title).toBe("How Ketamine For Treating Anxiety Works, Per Medical Experts");
      expect(outline(article)).toEqual([
        "text",
        "related: 8 Psychedelic Myths Experts Wish Would Go Away",
        "text",
        "related: How Do Patients Feel After Ketamine Therapy? Medical Experts Weigh In",
        "STATEMENT: Thomas Kim",
        "QUOTE: John Guardiani",
        "QUOTE: Steven Radowitz",
        "QUOTE: Thomas Swahn",
        "QUOTE: Mark Leeds",
        "QUOTE: Conor Glover",
        "related: What Are The Biggest Misconceptions About Ketamine Therapy?",
        "text",
      ]);
    });

    it("has six contributors with what is printed of them", () => {
      expect(listContributions(article).map(({ heading }) => heading)).toEqual([
        {
          honorific: "Dr.",
          name: "Thomas Kim",
          credentials: ["MD", "MPH"],
          title: "Chief Medical Officer",
          clinic: "Noma Therapy",
          clinicTagline: "At Home Ketamine Tele-Health",
        },
        { name: "John Guardiani", credentials: ["MA", "LPC"], clinic: "Philadelphia Integrative Psychiatry" },
        { honorific: "Dr.", name: "Steven Radowitz", credentials: [], clinic: "Nushama" },
        { honorific: "Dr.", name: "Thomas Swahn", credentials: ["DNP"], clinic: "Swahn Balanced Health" },
        { honorific: "Dr.", name: "Mark Leeds", credentials: [], clinic: "Mood Wellness Center" },
        { name: "Conor Glover", credentials: ["PA-C"], clinic: "Ketamine Clinics Los Angeles" },
      ]);
    });

    it("keeps paragraphs and inner quotation marks, and no outer ones", () => {
      const bodies = listContributions(article).map(({ markdown }) => markdown);
      expect(bodies.map((body) => body.split("\n\n").length)).toEqual([3, 6, 1, 1, 5, 1]);
      expect(bodies.join("")).not.toMatch(/[“”"]/u);
      expect(bodies[1]).toMatch(/‘[^’]+’/u);
    });

    it("closes with a section under its heading", () => {
      expect(article.blocks.at(-1)).toMatchObject({
        line: 69,
        markdown: expect.stringMatching(/^## Considering Ketamine Treatment For Anxiety\?\n\n/u),
      });
    });

    it("is signed by the staff", () => {
      expect(article.byline).toMatchObject({
        name: "Healing Maps Editorial Staff",
        kind: "ORGANIZATION",
        line: 75,
      });
      expect(article.byline?.bio).toMatch(/^The [^\n]{200,}\.$/u);
    });

    it("loses its furniture", () => {
      expect(article.dropped.map(({ line }) => line)).toEqual([3, 77, 79, 83, 85, 87, 89, 91]);
    });

    it("is about anxiety and ketamine, not about drugs named in passing", () => {
      const names = ["Anxiety", "Ketamine", "SSRI", "Benzodiazepines", "Spravato", "Trauma"];
      const matches = matchTags(
        article,
        names.map((name) => ({ slug: name.toLowerCase(), names: [name] })),
      );
      expect(matches.filter(({ tagged }) => tagged).map(({ slug }) => slug)).toEqual(["anxiety", "ketamine"]);
      expect(matches).toHaveLength(names.length);
    });
  });
} else {
  it.skip("the shared article: skipped, for shared/input is not beside this checkout", () => undefined);
}
