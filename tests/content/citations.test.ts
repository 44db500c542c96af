import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { toPersonName } from "../../src/content/contributions/cited-name.js";
import { importValues, post, says } from "../support/content.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { testSiteUrl } from "../support/exits.js";
import { openTestGraph, type TestGraph } from "../support/graph.js";

const long = `${Array.from({ length: 25 }, (_, index) => `word${index + 1}`).join(" ")}.`;
const page = `${testSiteUrl}/posts/rest`;

describeEachDatabase("citations", () => {
  let graph: TestGraph;

  beforeAll(async () => {
    const base = { type: "post", status: "PUBLISHED", publishedAt: "2024-09-05T23:30:00.000Z" } as const;
    graph = await openTestGraph([
      { type: "clinic", slug: "fjord-clinic", name: "Fjord Clinic" },
      {
        type: "expert",
        slug: "asa-berg",
        name: "Åsa van den Berg",
        honorific: "Dr.",
        credentials: ["MD", "PhD"],
        title: "Head of Sleep",
        clinic: "fjord-clinic",
      },
      { type: "author", slug: "desk", name: "The Desk", kind: "ORGANIZATION" },
      { type: "author", slug: "eve", name: "Eve Stone", kind: "PERSON" },
      {
        ...base,
        slug: "rest",
        title: "Rest, “For Once”",
        author: "desk",
        blocks: [
          says("asa-berg", 'Sleep *well*, said "nobody" & <b>all</b>.'),
          says("asa-berg", long, { contribution: "STATEMENT" }),
          says("asa-berg", "She rests.", { contribution: "PARAPHRASE" }),
          says("asa-berg", "As it was.", { attribution: { name: "Åsa Holm Jr.", credentials: ["RN"] } }),
        ],
      },
      {
        ...base,
        slug: "signed",
        title: "Signed",
        author: "eve",
        blocks: [says("asa-berg", "Hm.", { contribution: "PARAPHRASE" })],
      },
      {
        ...base,
        slug: "unsigned",
        title: "Unsigned",
        blocks: [says("asa-berg", "She walks.", { contribution: "PARAPHRASE" }), says("asa-berg", "Walk.")],
      },
      { ...base, slug: "unspaced", title: "Unspaced", blocks: [says("asa-berg", "漢".repeat(20_000))] },
      { ...base, slug: "draft", title: "Draft", status: "DRAFT", blocks: [says("asa-berg", "Hidden.")] },
    ] as never);
  });

  afterAll(async () => {
    await graph.close();
  });

  async function cite(slug: string, style: string): Promise<string[]> {
    const { data, errors, statements } = await graph.query(
      `{ post(by: { slug: "${slug}" }) { contributions { nodes { citation(style: ${style}) } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    return data.post.contributions.nodes.map(({ citation }: { citation: string }) => citation);
  }

  test("of the APA name who found the words, and where they stand", async () => {
    expect(await cite("rest", "APA")).toEqual([
      `van den Berg, Å. (2024, September 5). Sleep well, said “nobody” & all. [Quotation]. In The Desk, Rest, “For Once.” ${page}#contribution-1`,
      `van den Berg, Å. (2024, September 5). ${long.split(" ").slice(0, 20).join(" ")} … [Statement]. In The Desk, Rest, “For Once.” ${page}#contribution-2`,
      `The Desk. (2024, September 5). She rests. [Paraphrase of Åsa van den Berg]. In Rest, “For Once.” ${page}#contribution-3`,
      `Holm, Å., Jr. (2024, September 5). As it was. [Quotation]. In The Desk, Rest, “For Once.” ${page}#contribution-4`,
    ]);
  });

  test("of the MLA do too", async () => {
    expect((await cite("rest", "MLA"))[0]).toBe(
      `van den Berg, Åsa. “Sleep well, said ‘nobody’ & all.” Rest, “For Once,” by The Desk, 5 Sept. 2024, ${page}#contribution-1. Quotation.`,
    );
    expect(await cite("signed", "MLA")).toEqual([
      `Stone, Eve. “Hm.” Signed, 5 Sept. 2024, ${testSiteUrl}/posts/signed#contribution-1. Paraphrase of Åsa van den Berg.`,
    ]);
  });

  test("name words of a script without spaces by their beginning", async () => {
    const [citation] = await cite("unspaced", "MLA");
    expect(citation).toMatch(/^van den Berg, Åsa\. “漢{300} ….” Unspaced, /);
  });

  test("begin with the words where nobody has signed", async () => {
    const place = `${testSiteUrl}/posts/unsigned#contribution`;
    expect(await cite("unsigned", "APA")).toEqual([
      `She walks. [Paraphrase of Åsa van den Berg]. (2024, September 5). In Unsigned. ${place}-1`,
      `van den Berg, Å. (2024, September 5). Walk. [Quotation]. In Unsigned. ${place}-2`,
    ]);
  });

  test("as CSL-JSON are items that say who was printed", async () => {
    const [quote, , , frozen] = (await cite("rest", "CSL_JSON")).map((text) => JSON.parse(text));
    expect(quote).toEqual({
      id: expect.stringMatching(/^contribution_/),
      type: "webpage",
      title: 'Sleep well, said "nobody" & all.',
      genre: "Quotation",
      author: [{ given: "Åsa", "non-dropping-particle": "van den", family: "Berg" }],
      "container-title": "Rest, “For Once”",
      "container-author": [{ literal: "The Desk" }],
      issued: { "date-parts": [[2024, 9, 5]] },
      URL: `${page}#contribution-1`,
      note: "Dr. Åsa van den Berg, MD, PhD, Head of Sleep – Fjord Clinic",
    });
    expect(frozen.note).toBe("Åsa Holm Jr., RN");
  });

  test("are in the style of the APA unless told, and never of a hidden post", async () => {
    const { data } = await graph.query(`{
      post(by: { slug: "unsigned" }) { contributions(first: 1, kinds: [QUOTE]) { nodes { citation } } }
      draft: post(by: { slug: "draft" }) { contributions { nodes { citation } } }
      expert(by: { slug: "asa-berg" }) { contributions(first: 100) { nodes { citation(style: MLA) } } }
    }`);
    expect(data.post.contributions.nodes[0].citation).toMatch(/^van den Berg, Å\. \(/);
    expect(data.draft).toBeNull();
    expect(data.expert.contributions.nodes).toHaveLength(8);
    expect(JSON.stringify(data)).not.toContain("Hidden");
  });

  test("say what is printed now, also right after they said what was", async () => {
    await importValues(graph.database, [
      post("edited", { title: "Before", blocks: [says("asa-berg", "First.")] }),
    ]);
    const [before] = await cite("edited", "APA");
    await importValues(graph.database, [
      post("edited", { title: "After", blocks: [says("asa-berg", "First.")] }),
    ]);
    expect(before).toContain("In Before.");
    expect((await cite("edited", "APA"))[0]).toBe(before?.replace("Before", "After"));
  });

  test("cost what they need and what writing them takes", async () => {
    const cost = (field: string) => {
      const document = `{ posts(first: 1) { nodes { contributions(first: 10) { nodes { ${field} } } } } }`;
      return graph.plan(document)?.plan.cost ?? 0;
    };
    // For each of ten: fifty for the writing, the post and its author.
    expect(cost("citation") - cost("id")).toBe(10 * 52);
    const document = `{ posts(first: 10) { nodes { contributions(first: 100) { nodes { citation } } } } }`;
    const { errors } = await graph.query(document);
    expect(errors?.[0]?.extensions.code).toBe("QUERY_TOO_COSTLY");
    expect(errors?.[0]?.message).toContain("posts.nodes.contributions.nodes.citation");
  });

  test("of an unknown style are refused", async () => {
    const { errors, statements } = await graph.query(
      '{ post(by: { slug: "rest" }) { contributions { nodes { citation(style: BIBTEX) } } } }',
    );
    expect(errors?.[0]?.message).toContain('Value "BIBTEX" does not exist in "CitationStyle" enum');
    expect(statements).toEqual([]);
  });
});

describe("a person's name", () => {
  test.each([
    ["Thomas Kim", { given: "Thomas", family: "Kim" }],
    ["Ludwig van Beethoven", { given: "Ludwig", "non-dropping-particle": "van", family: "Beethoven" }],
    ["Jean-Luc de La Tour", { given: "Jean-Luc", "non-dropping-particle": "de", family: "La Tour" }],
    ["Santiago Ramón y Cajal", { given: "Santiago", family: "Ramón y Cajal" }],
    ["Inês Carvalho e Moura", { given: "Inês", family: "Carvalho e Moura" }],
    ["Ortega y Gasset", { family: "Ortega y Gasset" }],
    ["Ana de Melo e Castro", { given: "Ana", "non-dropping-particle": "de", family: "Melo e Castro" }],
    ["Malcolm X e", { given: "Malcolm X", family: "e" }],
    ["M Night Shyamalan", { given: "M Night", family: "Shyamalan" }],
    ["John Smith, III", { given: "John", family: "Smith", suffix: "III" }],
    ["Madonna", { family: "Madonna" }],
    ["李小龍", { family: "李小龍" }],
    ["bell hooks", { given: "bell", family: "hooks" }],
    ["Jr.", { family: "Jr." }],
  ])("%s has its parts", (name, parts) => {
    expect(toPersonName(name)).toEqual(parts);
  });
});
