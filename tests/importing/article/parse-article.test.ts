import { describe, expect, it } from "@jest/globals";
import { listContributions, outline, parseFixture } from "./read-fixture.js";

describe("an article without related lines", () => {
  const article = parseFixture("no-related-lines");

  it("has the title that is printed twice, and an excerpt of whole sentences", () => {
    expect(article.title).toBe("What Light Therapy Does For Winter Blues, Three Clinicians Explain");
    expect(article.excerpt).toMatch(/^Short days wear many people down\. .*\.$/u);
    expect(article.excerpt?.length).toBeLessThanOrEqual(300);
  });

  it("has text and contributions in the order of the page", () => {
    expect(outline(article)).toEqual([
      "text",
      "STATEMENT: Odile Marchetti",
      "QUOTE: Bertram Quill",
      "QUOTE: Yusuf Adeyemi-Strand",
      "text",
    ]);
  });

  it("splits each heading into its parts", () => {
    expect(listContributions(article).map(({ line, heading }) => ({ line, heading }))).toEqual([
      {
        line: 9,
        heading: {
          honorific: "Dr.",
          name: "Odile Marchetti",
          credentials: ["MD"],
          title: "Medical Director",
          clinic: "Larkspur Sleep House",
          clinicTagline: "Rest for the Northern Coast",
        },
      },
      {
        line: 15,
        heading: { name: "Bertram Quill", credentials: ["LCSW"], clinic: "Tern Point Counseling" },
      },
      {
        line: 21,
        heading: {
          honorific: "Dr.",
          name: "Yusuf Adeyemi-Strand",
          credentials: [],
          clinic: "Fenwick Commons",
        },
      },
    ]);
  });

  it("keeps paragraphs, and strips the marks around a quotation", () => {
    expect(listContributions(article)[1]?.markdown).toBe(
      "People expect a miracle in a day. I ask for two weeks, and for a diary with two words a day.\n\n" +
        "The diary shows what the mood forgets.",
    );
  });

  it("begins the closing section with its heading", () => {
    expect(article.blocks.at(-1)).toEqual({
      kind: "text",
      line: 25,
      markdown:
        "## Is A Lamp Right For You?\n\n" +
        "Talk to somebody who knows your history before you begin. A lamp is a tool, and tools want instruction.",
    });
  });

  it("names a person as author, with the bio", () => {
    expect(article.byline).toEqual({
      name: "Nora Fairweather",
      kind: "PERSON",
      bio: "Nora Fairweather writes about sleep and the seasons. She has never owned an alarm clock.",
      line: 29,
    });
  });

  it("lists the furniture with line and reason", () => {
    expect(article.dropped.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      "3 title, printed again",
      "31 author's name, printed again",
      "33 link to the author's posts",
      "37 list of other posts",
      "39 comment form",
      "41 comment form",
      "43 captcha notice",
      "45 region menu",
      "47 under: comment form",
      "49 under: comment form",
    ]);
    expect(article.dropped[6]?.text).toHaveLength(80);
    expect(article.droppedCount).toBe(10);
  });
});

describe("an article with a contributor without clinic", () => {
  const article = parseFixture("contributor-without-clinic");

  it("tells headings that are only a name from text that begins with one", () => {
    expect(outline(article)).toEqual([
      "text",
      "related: Five Sounds That Calm A Busy Head",
      "QUOTE: Imogen Thackeray",
      "STATEMENT: Anselm Varga",
      "QUOTE: Robin Okonkwo-Hale",
      "text",
      "text",
    ]);
    expect(listContributions(article).map(({ heading }) => heading)).toEqual([
      { honorific: "Dr.", name: "Imogen Thackeray", credentials: ["MD"] },
      { honorific: "Professor", name: "Anselm Varga", credentials: [] },
      { honorific: "Mx.", name: "Robin Okonkwo-Hale", credentials: [], title: "Audiologist" },
    ]);
  });

  it("gives text behind a closed quotation to the editors", () => {
    expect(article.blocks[5]).toMatchObject({
      markdown: "Robin and Dr. Thackeray met at a congress and have compared notes since.",
    });
  });

  it("drops a related line that names no title", () => {
    expect(article.dropped).toContainEqual({
      line: 13,
      text: "RELATED:",
      reason: "related line without a title",
    });
  });

  it("has no byline where the page has none", () => {
    expect(article).not.toHaveProperty("byline");
  });
});

describe("an article with two contributors from one clinic, between much furniture", () => {
  const article = parseFixture("two-from-one-clinic");

  it("finds the title below the site's menu", () => {
    expect(article.title).toBe("Migraine Diaries, And What Two Nurses Read In Them");
    expect(article.dropped.slice(0, 2).map(({ reason }) => reason)).toEqual([
      "above the title",
      "above the title",
    ]);
  });

  it("prints the clinic with both", () => {
    expect(listContributions(article).map(({ heading }) => heading)).toEqual([
      { name: "Priya Lindqvist", credentials: ["NP"], clinic: "Seven Gables Headache Clinic" },
      {
        name: "Gareth Monk",
        credentials: ["FNP-BC"],
        title: "Lead Nurse",
        clinic: "Seven Gables Headache Clinic",
      },
    ]);
  });

  it("goes on behind a list of posts and an advertisement in its middle", () => {
    expect(outline(article)).toEqual(["text", "QUOTE: Priya Lindqvist", "QUOTE: Gareth Monk"]);
    expect(article.blocks[0]).toMatchObject({
      markdown: expect.stringContaining("between a bakery and a bus stop"),
    });
    expect(article.dropped).toContainEqual({
      line: 23,
      text: "Coffee And The Morning After",
      reason: "under: list of other posts",
    });
  });

  it("takes nobody from the readers' comments for a contributor", () => {
    expect(article.dropped.slice(-4)).toEqual([
      { line: 57, text: "3 Comments", reason: "comments" },
      { line: 59, text: "Dr. Hal Reader, MD – Somewhere", reason: "under: comments" },
      { line: 61, text: "I do not agree with any of this.", reason: "under: comments" },
      { line: 63, text: "© 2024 Harbor Notes", reason: "copyright line" },
    ]);
  });

  it("names a team as an organization", () => {
    expect(article.byline).toMatchObject({
      name: "Harbor Notes Editorial Team",
      kind: "ORGANIZATION",
      line: 41,
    });
    expect(article.byline?.bio).toMatch(/^The team reads .* began\.$/u);
  });
});
