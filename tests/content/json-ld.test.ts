import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { isPhysician } from "../../src/content/experts/physician-credentials.js";
import { importContent } from "../../src/importing/import-content.js";
import { openPath } from "../../src/importing/open-source.js";
import { author, clinic, expert, post, region, says, tag, text } from "../support/content.js";
import { describeEachDatabase } from "../support/describe-each-database.js";
import { testSiteUrl as site } from "../support/exits.js";
import { openTestGraph, type TestGraph, testNow, writeNodes } from "../support/graph.js";
import { listVocabularyFaults } from "./support/vocabulary-faults.js";

const hostile = '</script><script>alert("1 & 2")</script> \u2028\u2029 <!--';

const content = [
  region("norway", { name: "Norway" }),
  region("vestland", { name: "Vestland", parent: "norway" }),
  tag("anxiety", { name: "Anxiety", kind: "CONDITION", synonyms: ["Worry"] }),
  tag("ketamine", { name: "Low-dose Ketamine", kind: "TREATMENT" }),
  tag("aa-sleep", { name: "Aa sleep" }),
  clinic("fjord", {
    name: "Fjord Clinic",
    tagline: "By the water",
    website: "https://fjord.example/",
    city: "Bergen",
    latitude: 60.39,
    longitude: 5.32,
    region: "vestland",
    treatments: ["ketamine", "aa-sleep"],
  }),
  clinic("bare", { name: "Bare" }),
  expert("asa", {
    name: "Åsa Berg",
    honorific: "Dr.",
    credentials: ["M.D.", "PhD"],
    title: "Head of Sleep",
    bio: "She is *fictional*.",
    clinic: "fjord",
  }),
  expert("bo", { name: "Bo Lund", credentials: ["PhD"], bio: "<div>Not text.</div>" }),
  author("desk", { name: "The Desk", kind: "ORGANIZATION" }),
  post("rest", {
    title: hostile.replace(/[\u2028\u2029]/g, ""),
    excerpt: "An & excerpt.",
    publishedAt: "2024-01-01T00:00:00.000Z",
    updatedAt: "2024-02-01T00:00:00.000Z",
    author: "desk",
    tags: ["anxiety", "ketamine", "aa-sleep"],
    blocks: [
      text("Opening."),
      says("asa", "Sleep **well**."),
      says("bo", "I agree.", { contribution: "STATEMENT" }),
      says("bo", "Rest.", { attribution: { name: "B. Lund", credentials: ["MBBS"], clinic: "Old House" } }),
      says("asa", `Odd: \`${hostile}\``),
      says("asa", "She adds.", { contribution: "PARAPHRASE" }),
    ],
  }),
  post("plain"),
  post("hidden", { status: "DRAFT", title: "Hidden", blocks: [says("asa", "Hidden.")] }),
];

describeEachDatabase("JSON-LD", () => {
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openTestGraph();
    const { database } = graph;
    const seeds = resolve(import.meta.dirname, "../../seeds");
    await importContent({ database, open: (manager) => openPath(manager, seeds, "markdown"), now: testNow });
    await writeNodes(database, content as never);
  });

  afterAll(async () => {
    await graph.close();
  });

  async function read(noun: "post" | "expert" | "clinic", slug: string) {
    const { data, errors, statements } = await graph.query(`{ ${noun}(by: { slug: "${slug}" }) { jsonLd } }`);
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    return JSON.parse(data[noun].jsonLd)["@graph"];
  }

  test.each(["posts", "experts", "clinics"])("of all %s is made of schema.org's terms", async (nouns) => {
    const { data, errors } = await graph.query(`{ ${nouns}(first: 40) { nodes { slug jsonLd } } }`);
    expect(errors).toBeUndefined();
    const faults = data[nouns].nodes.map(({ slug, jsonLd }: Record<string, string>) => [
      slug,
      listVocabularyFaults(JSON.parse(jsonLd ?? "")),
    ]);
    expect(faults.length).toBeGreaterThan(10);
    expect(faults.filter(([, found]: [string, string[]]) => found.length > 0)).toEqual([]);
  });

  test("of a post has the page, the article with its quotes as printed, and the way to it", async () => {
    const [page, article, way] = await read("post", "rest");
    const url = `${site}/posts/rest`;
    expect(page).toMatchObject({
      "@type": "MedicalWebPage",
      "@id": url,
      description: "An & excerpt.",
      datePublished: "2024-01-01T00:00:00.000Z",
      dateModified: "2024-02-01T00:00:00.000Z",
      about: [
        {
          "@type": "MedicalCondition",
          name: "Anxiety",
          url: `${site}/tags/anxiety`,
          alternateName: ["Worry"],
        },
        { "@type": "MedicalTherapy", name: "Low-dose Ketamine", url: `${site}/tags/ketamine` },
      ],
      mainEntity: { "@id": `${url}#article` },
      breadcrumb: { "@id": `${url}#breadcrumb` },
    });
    const asa = {
      "@type": ["Person", "Physician"],
      name: "Åsa Berg",
      url: `${site}/experts/asa`,
      honorificPrefix: "Dr.",
      honorificSuffix: "M.D., PhD",
      jobTitle: "Head of Sleep",
      worksFor: { "@type": "MedicalClinic", name: "Fjord Clinic", url: `${site}/clinics/fjord` },
    };
    const bo = { "@type": "Person", name: "Bo Lund", url: `${site}/experts/bo`, honorificSuffix: "PhD" };
    const printed = {
      "@type": ["Person", "Physician"],
      name: "B. Lund",
      url: `${site}/experts/bo`,
      honorificSuffix: "MBBS",
      worksFor: { "@type": "Organization", name: "Old House" },
    };
    expect(article).toMatchObject({
      "@type": "Article",
      author: { "@type": "Organization", name: "The Desk", url: `${site}/authors/desk` },
      keywords: ["Aa sleep"],
      contributor: [asa, bo, printed],
    });
    expect(article.hasPart.map(({ text: words, ...quote }: { text: string }) => quote)).toEqual(
      [1, 3, 4].map((position) => ({
        "@type": "Quotation",
        "@id": `${url}#contribution-${position}`,
        url: `${url}#contribution-${position}`,
        creator: position === 3 ? printed : asa,
        spokenByCharacter: position === 3 ? printed : asa,
      })),
    );
    expect(article.hasPart[0].text).toBe("Sleep well.");
    expect(way.itemListElement.map(({ item }: { item: { "@id": string } }) => item["@id"])).toEqual([
      `${site}/`,
      `${site}/tags/anxiety`,
      url,
    ]);
  });

  test("of a post says what it rests on, and who reviewed it", async () => {
    const [page, article] = await read("post", "spravato-and-iv-ketamine-two-different-roads");
    expect(page).toMatchObject({
      lastReviewed: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      reviewedBy: { "@type": ["Person", "Physician"], name: expect.any(String) },
    });
    expect(article.citation.length).toBeGreaterThan(0);
    for (const source of article.citation) {
      expect(source).toMatchObject({
        "@type": "CreativeWork",
        name: expect.any(String),
        url: expect.any(String),
      });
    }
    for (const correction of article.correction ?? []) {
      expect(correction).toMatchObject({ "@type": "CorrectionComment", text: expect.any(String) });
    }
  });

  test("of a post without anything is a page and an article all the same", async () => {
    const [page, article, way] = await read("post", "plain");
    expect(Object.keys(page)).toEqual([
      ...["@type", "@id", "url", "name", "datePublished", "dateModified", "mainEntity", "breadcrumb"],
    ]);
    expect(article.headline).toBe("Title of plain");
    expect(way.itemListElement).toHaveLength(2);
  });

  test("of an expert is a physician by credentials only", async () => {
    const [asa, way] = await read("expert", "asa");
    expect(asa).toMatchObject({ "@type": ["Person", "Physician"], description: "She is fictional." });
    expect(way.itemListElement.map(({ name }: { name: string }) => name)).toEqual([
      "site.example",
      "Norway",
      "Vestland",
      "Åsa Berg",
    ]);
    const [bo] = await read("expert", "bo");
    expect(bo["@type"]).toBe("Person");
    expect(bo).not.toHaveProperty("description");
  });

  test("of a clinic says what it offers and where", async () => {
    const [fjord] = await read("clinic", "fjord");
    expect(fjord).toEqual({
      "@type": "MedicalClinic",
      "@id": `${site}/clinics/fjord`,
      name: "Fjord Clinic",
      url: `${site}/clinics/fjord`,
      slogan: "By the water",
      sameAs: "https://fjord.example/",
      address: {
        "@type": "PostalAddress",
        addressLocality: "Bergen",
        addressRegion: "Vestland",
        addressCountry: "Norway",
      },
      geo: { "@type": "GeoCoordinates", latitude: 60.39, longitude: 5.32 },
      availableService: [
        { "@type": "MedicalTherapy", name: "Low-dose Ketamine", url: `${site}/tags/ketamine` },
      ],
    });
    const [bare] = await read("clinic", "bare");
    expect(Object.keys(bare)).toEqual(["@type", "@id", "name", "url"]);
  });

  test("has nothing that could end the element around it, and loses nothing by that", async () => {
    const { data } = await graph.query('{ post(by: { slug: "rest" }) { title jsonLd } }');
    expect(data.post.jsonLd).not.toMatch(/[<>&\u2028\u2029]/);
    const [page, article] = JSON.parse(data.post.jsonLd)["@graph"];
    expect(page.name).toBe(data.post.title);
    expect(article.hasPart[2].text).toContain("</script><script>alert");
  });

  test("has nothing of a hidden post", async () => {
    const { data } = await graph.query(`{
      post(by: { slug: "hidden" }) { jsonLd }
      expert(by: { slug: "asa" }) { jsonLd posts { nodes { jsonLd } } }
    }`);
    expect(data.post).toBeNull();
    expect(JSON.stringify(data)).not.toContain("Hidden");
  });
});

describe("credentials", () => {
  test.each(["MD", "M.D.", "md", "DO", "D.O.", "MB ChB", "MBBS", "MBBCh"])(
    "%s are a physician's",
    (credential) => {
      expect(isPhysician(["PhD", credential])).toBe(true);
    },
  );

  test.each([
    "PhD",
    "PsyD",
    "DNP",
    "RN",
    "PA-C",
    "MDiv",
    "DDS",
    "ND",
    "DC",
    "MD candidate",
    "Dr.",
    "",
    "LMFT",
  ])("%j are not", (credential) => {
    expect(isPhysician([credential])).toBe(false);
  });
});

describe("the vocabulary's check", () => {
  const check = (...graph: unknown[]) =>
    listVocabularyFaults({ "@context": "https://schema.org", "@graph": graph });

  test.each([
    [{ "@type": "Physicist", name: "x" }, "no type Physicist"],
    [{ "@type": "Physician", honorificPrefix: "Dr." }, "Physician has no honorificPrefix"],
    [{ "@type": "Person", nickname: "x" }, "no property nickname"],
    [{ "@type": "Article", datePublished: "yesterday" }, 'datePublished cannot be "yesterday"'],
    [{ "@type": "Article", hasPart: { "@type": "Person", name: "x" } }, "hasPart cannot be"],
    [
      { "@type": "Article", mainEntityOfPage: { "@id": "https://x.example" } },
      "mainEntityOfPage refers to nothing",
    ],
  ])("finds what is wrong in %j", (node, fault) => {
    expect(check(node).join()).toContain(fault);
  });

  test("takes the properties of all types of a node", () => {
    expect(check({ "@type": ["Person", "Physician"], honorificPrefix: "Dr.", usNPI: "1" })).toEqual([]);
  });
});
